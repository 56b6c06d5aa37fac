/** One request to the API, for pages and for the service worker alike. */

import type { ErrorBody } from "./answers.ts";
import { plain } from "./signs.ts";

/** A `body` goes as JSON, a Blob as it is and as the type it has. */
export type RequestOptions = {
  language: string;
  body?: unknown;
  code?: string;
  key?: string;
  bearer?: string;
  accept?: string;
};

/** A refusal in the API's own words; what is no answer of the API at all has the code `internal` and no message. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly error: ErrorBody,
  ) {
    super(error.code);
  }
}

/** No answer came: no line, or the line broke. */
export class NoLine extends Error {}

/** One request under /api, answered in JSON. Raises Refused or NoLine. */
export async function request<Answer>(method: "GET" | "POST", path: string, asked: RequestOptions): Promise<Answer> {
  const response = await respond(method, path, asked);
  const answer: unknown = await response.json().catch(() => null);
  if (answer === null) throw refusal(response, null);
  return answer as Answer;
}

/** One request under /api, and the answer as it came, with its headers. Raises Refused or NoLine. */
export async function respond(method: "GET" | "POST", path: string, asked: RequestOptions): Promise<Response> {
  const { language, body, code, key, bearer, accept = "application/json" } = asked;
  const headers: Record<string, string> = { "Accept-Language": language, Accept: accept };
  if (body !== undefined) headers["Content-Type"] = body instanceof Blob ? body.type : "application/json";
  if (code) headers["X-Access-Code"] = inHeader(code);
  if (key) headers["Idempotency-Key"] = key;
  if (bearer) headers["Authorization"] = `Bearer ${bearer}`;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials: "omit",
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new NoLine();
  }
  if (response.ok) return response;
  throw refusal(response, await response.json().catch(() => null));
}

/** A code as a header can carry it: what stays odd in its plain form is wrong in any case. */
const inHeader = (code: string): string => plain(code).replace(/[^ -~]/g, "?");

function refusal({ status }: Response, answer: unknown): Refused {
  const error = (answer as { error?: ErrorBody } | null)?.error;
  return new Refused(status, error ?? { code: "internal", message: "", fields: [] });
}
