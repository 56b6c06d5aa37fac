/** A page's title: what it shows, and what the installation is called, as the built page says it. */

const SITE = document.title.split(" – ").pop() ?? "";

/** The title of what is shown now. */
export const titled = (text: string): string => `${text} – ${SITE}`;
