/** Asking the API as the officer who is signed in. */
import { NoLine, Refused, request } from "../shared/http.ts";
import { language } from "../shared/words.ts";
import { bearer, renewed, signIn } from "./session.ts";

/** One request under /api/officer. Raises Refused or NoLine; who is not signed in is sent to sign in and comes back. */
export async function ask<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
  const asked = { language: language(), ...(body === undefined ? {} : { body }) };
  const own = await found(bearer());
  try {
    return await request<Answer>(method, path, { ...asked, bearer: own });
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.status !== 401) throw failure;
    return request<Answer>(method, path, { ...asked, bearer: await found(renewed()) });
  }
}

/** A file that the API makes, with the headers that came with it. */
export async function download(path: string, accept: string): Promise<Response> {
  const headers = { Accept: accept, "Accept-Language": language(), Authorization: `Bearer ${await found(bearer())}` };
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, { headers, credentials: "omit" });
  } catch {
    throw new NoLine();
  }
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => null)) as { error?: Refused["error"] } | null;
  throw new Refused(answer.status, said?.error ?? { code: "internal", message: "", fields: [] });
}

async function found(token: Promise<string | null>): Promise<string> {
  let own: string | null;
  try {
    own = await token;
  } catch {
    throw new NoLine();
  }
  return own ?? signIn(`${location.pathname}${location.search}${location.hash}`);
}
