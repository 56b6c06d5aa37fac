/** Asking the API as the officer who is signed in; who is not is sent to sign in and comes back. */
import { type RequestOptions, NoLine, Refused, request, respond } from "../shared/http.ts";
import { language } from "../shared/words.ts";
import { bearer, renewed, signIn } from "./session.ts";

/** One request under /api/officer; a Blob as body goes as it is; with a `key` it is done once. Raises Refused or NoLine. */
export function ask<Answer>(method: "GET" | "POST", path: string, body?: unknown, key?: string): Promise<Answer> {
  return signedIn((asked) => request<Answer>(method, path, { ...asked, body, ...(key ? { key } : {}) }));
}

/** A file that the API makes, with the headers that came with it. Raises Refused or NoLine. */
export function download(path: string, accept: string): Promise<Response> {
  return signedIn((asked) => respond("GET", path, { ...asked, accept }));
}

/** A bearer that the API does not take is renewed once. */
async function signedIn<Answer>(send: (asked: RequestOptions) => Promise<Answer>): Promise<Answer> {
  const own = await found(bearer());
  try {
    return await send({ language: language(), bearer: own });
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.status !== 401) throw failure;
    return send({ language: language(), bearer: await found(renewed()) });
  }
}

async function found(token: Promise<string | null>): Promise<string> {
  try {
    return (await token) ?? (await signIn(`${location.pathname}${location.search}${location.hash}`));
  } catch {
    throw new NoLine();
  }
}
