/** What was typed into a command and not sent yet: kept for the tab, by report and command, until it is sent. */
import type { Typed } from "../shared/controls.ts";
import { parsed, session } from "../shared/storage.ts";

const WHO = "lapor-desk-drafts-of";
const KEY = "lapor-desk-draft ";
const key = (report: string, command: string) => `${KEY}${report} ${command}`;

/** What was typed last. */
export function draftOf(report: string, command: string): Typed {
  return parsed<Typed>(session.get(key(report, command))) ?? {};
}

/**
 * What of a form differs from the form nobody has touched. Nothing else is a draft: what a report said when the form was
 * opened must not come back over what somebody else has made of it since.
 */
export function changed(typed: Typed, untouched: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([field, value]) => value !== (untouched[field] ?? "")));
}

/** Keep what is typed; nothing is kept of nothing. */
export function keepDraft(report: string, command: string, typed: Typed): void {
  if (Object.keys(typed).length > 0) session.set(key(report, command), JSON.stringify(typed));
  else dropDraft(report, command);
}

/** It was sent. */
export function dropDraft(report: string, command: string): void {
  session.remove(key(report, command));
}

/** Drafts are one officer's: another who signs in in the same tab finds none. */
export function draftsBelongTo(username: string): void {
  const before = session.get(WHO);
  if (before !== null && before !== username)
    for (const name of session.names()) if (name.startsWith(KEY)) session.remove(name);
  session.set(WHO, username);
}
