/** What was typed into a command and not sent yet: kept for the tab, by report and command, until it is sent. */

export type Typed = Record<string, string>;

const key = (report: string, command: string) => `lapor-desk-draft ${report} ${command}`;

/** What was typed last. */
export function draftOf(report: string, command: string): Typed {
  try {
    return JSON.parse(sessionStorage.getItem(key(report, command)) ?? "{}") as Typed;
  } catch {
    return {};
  }
}

/** Keep what is typed; nothing is kept of nothing. */
export function keepDraft(report: string, command: string, typed: Typed): void {
  if (Object.values(typed).some((value) => value.trim()))
    sessionStorage.setItem(key(report, command), JSON.stringify(typed));
  else dropDraft(report, command);
}

/** It was sent. */
export function dropDraft(report: string, command: string): void {
  sessionStorage.removeItem(key(report, command));
}
