/** On paper a link shows its address, and half an address leads nowhere: before printing each becomes a whole one. */

addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) link.setAttribute("href", link.href);
});
