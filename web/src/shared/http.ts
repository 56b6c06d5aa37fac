/** One request to the API, for pages and for the service worker alike. */

export type Fault = { field: string; code: string; message: string };
export type ErrorBody = { code: string; message: string; fields: Fault[]; [more: string]: unknown };
export type Asked = { language: string; body?: unknown; code?: string; key?: string; bearer?: string };

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

/** One request under /api. Raises Refused or NoLine. */
export async function request<Answer>(method: "GET" | "POST", path: string, asked: Asked): Promise<Answer> {
  const { language, body, code, key, bearer } = asked;
  const headers: Record<string, string> = { "Accept-Language": language, Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (code) headers["X-Access-Code"] = code;
  if (key) headers["Idempotency-Key"] = key;
  if (bearer) headers["Authorization"] = `Bearer ${bearer}`;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials: "omit",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new NoLine();
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  const error = (answer as { error?: ErrorBody } | null)?.error;
  throw new Refused(response.status, error ?? { code: "internal", message: "", fields: [] });
}
