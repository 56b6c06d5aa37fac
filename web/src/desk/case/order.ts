/** Commands, and which of the allowed ones comes first. Which ones are allowed is the API's word, never guessed here. */
import { OFFICER_COMMANDS, type CommandName, type State } from "../../shared/facts.ts";

/** Commands in the order an officer would think of them; those that are not named here come behind. */
const FIRST: CommandName[] = [
  "verify", "accept", "answer", "progress", "decide", "forward", "publish", "request-data", "extend", "return",
  "join", "note", "archive", "leave", "unpublish",
]; // prettier-ignore
/** Other words for `join` and `leave` (docs/law.md): the API takes them, and nobody is made to choose between the two. */
const OTHER_WORDS = new Set<CommandName>(["merge", "split"]);
const ORDER = [...FIRST, ...OFFICER_COMMANDS.filter((name) => !FIRST.includes(name) && !OTHER_WORDS.has(name))];

/** What each state waits for an officer to do; nothing where it waits for the reporter or for nobody. */
const LIKELY: Partial<Record<State, CommandName[]>> = {
  submitted: ["verify"],
  forwarded: ["accept"],
  returned: ["decide"],
  in_progress: ["answer"],
  reopened: ["accept", "answer"],
};

/** The command that is probably wanted next; null when nothing waits for this officer. */
export function likelyNext(allowed: readonly string[], state: string): CommandName | null {
  const may = (name: CommandName) => allowed.includes(name);
  // What still lies with the institution itself is passed on, not worked on.
  if (state === "forwarded" && may("verify") && may("accept") && may("forward")) return "forward";
  const next = (LIKELY[state as State] ?? []).find(may);
  // Who may neither verify nor answer, but forward, takes the report over: an inspectorate.
  return next ?? (may("forward") && !may("verify") && !may("answer") ? "forward" : null);
}

/** The allowed commands, the likely one first; verifying a report that was verified long ago is a correction and waits. */
export function inOrder(allowed: readonly string[], state: string): CommandName[] {
  const next = likelyNext(allowed, state);
  const isLast = (name: CommandName) => name === "verify" && state !== "submitted";
  const rest = ORDER.filter((name) => allowed.includes(name) && name !== next);
  const sorted = [...rest.filter((name) => !isLast(name)), ...rest.filter(isLast)];
  return next ? [next, ...sorted] : sorted;
}
