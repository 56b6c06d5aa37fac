/** Asking the API from a page, in the page's language. */
import { NoLine, Refused, request } from "./http.ts";
import { isSpoken, language, t, word } from "./words.ts";

/** One request under /api. Raises Refused or NoLine. */
export function ask<Answer>(
  method: "GET" | "POST",
  path: string,
  asked: { body?: unknown; code?: string; key?: string } = {},
): Promise<Answer> {
  return request<Answer>(method, path, { language: language(), ...asked });
}

/** What to tell a person about what went wrong. */
export function reason(failure: unknown): string {
  if (failure instanceof NoLine) return t("common.offline");
  if (!(failure instanceof Refused)) return t("common.unclear");
  const { message, code } = failure.error;
  return message || (isSpoken("answer", code) ? word("answer", code) : t("common.unclear"));
}

/** The same with all its faults, where they have no fields to stand at. */
export function reasons(failure: unknown): string {
  const faults = failure instanceof Refused ? failure.error.fields : [];
  return faults.map(({ message }) => message).join(" ") || reason(failure);
}

/** A path part that cannot leave its place. */
export const part = (text: string): string => encodeURIComponent(text.trim());
