/**
 * Signing in: the authorization code flow with PKCE at the provider's own page. Tokens live as long as the tab does
 * (sessionStorage): a reload keeps them, and on a shared machine closing the tab ends them.
 */
import * as oauth from "oauth4webapi";
import { parsed, session } from "../shared/storage.ts";
import { home } from "../shared/words.ts";

type Provider = {
  issuer: string;
  client_id: string;
  authorize: string;
  token: string;
  revoke?: string | null;
  sign_out: string | null;
};
type Tokens = { bearer: string; refresh: string | null; until: number };
type SignInRequest = { state: string; nonce: string; verifier: string; back: string };

const TOKENS = "lapor-desk-tokens";
const ASKED = "lapor-desk-asked";
/** A token is renewed this long before its end, so that no request is on its way when it ends. */
const AHEAD_MS = 60_000;
let provider: Promise<Provider> | undefined;
let renewing: Promise<string | null> | undefined;

/** Where the provider sends the browser back to. */
const desk = () => `${location.origin}${home()}/petugas`;

function known(): Promise<Provider> {
  provider ??= fetch("/petugas/sign-in.json", { credentials: "omit" }).then((answer) => {
    if (!answer.ok) throw new Error("sign-in.json");
    return answer.json() as Promise<Provider>;
  });
  provider.catch(() => (provider = undefined));
  return provider;
}

async function server(): Promise<[oauth.AuthorizationServer, oauth.Client, Provider]> {
  const found = await known();
  const absolute = (address: string) => new URL(address, location.origin).href;
  const described = {
    issuer: found.issuer,
    authorization_endpoint: absolute(found.authorize),
    token_endpoint: absolute(found.token),
    ...(found.revoke ? { revocation_endpoint: absolute(found.revoke) } : {}),
  };
  return [described, { client_id: found.client_id }, found];
}

const read = <T>(key: string): T | null => parsed<T>(session.get(key));

const insecure = () => ({ [oauth.allowInsecureRequests]: location.protocol === "http:" });

/** The browser keeps nothing for this site: who came back from the provider's page would not be known. */
export class NothingKept extends Error {}

/**
 * Go to the provider's page; it sends the browser back to `back`, an address of the desk. Raises NothingKept, and what
 * the line raises.
 */
export async function signIn(back: string): Promise<never> {
  provider = undefined; // it may have another name by now
  const [found, client] = await server();
  const asked: SignInRequest = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    back,
  };
  if (!session.set(ASKED, JSON.stringify(asked))) throw new NothingKept();
  const address = new URL(found.authorization_endpoint!);
  const query = {
    client_id: client.client_id,
    redirect_uri: desk(),
    response_type: "code",
    scope: "openid email profile",
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  location.assign(address);
  return new Promise<never>(() => undefined);
}

/** Take the provider's answer out of the address, if there is one. Raises when it is not an answer to what was asked. */
export async function arrive(): Promise<void> {
  const address = new URL(location.href);
  if (!address.searchParams.has("state")) return;
  const asked = read<SignInRequest>(ASKED);
  session.remove(ASKED);
  history.replaceState(null, "", asked?.back ?? `${home()}/petugas`);
  if (!asked) return;
  const [found, client] = await server();
  const said = oauth.validateAuthResponse(found, client, address, asked.state);
  const answer = await oauth.authorizationCodeGrantRequest(
    found,
    client,
    oauth.None(),
    said,
    desk(),
    asked.verifier,
    insecure(),
  );
  keep(
    await oauth.processAuthorizationCodeResponse(found, client, answer, {
      expectedNonce: asked.nonce,
      requireIdToken: true,
    }),
    null,
  );
}

function keep(result: oauth.TokenEndpointResponse, refresh: string | null): string {
  const bearer = result.id_token ?? "";
  const until = Date.now() + (result.expires_in ?? 300) * 1000;
  const tokens: Tokens = { bearer, refresh: result.refresh_token ?? refresh, until };
  session.set(TOKENS, JSON.stringify(tokens));
  return bearer;
}

/** Whether somebody signed in in this tab, be it that their token has ended by now. */
export const hasSignedIn = (): boolean => read<Tokens>(TOKENS) !== null;

/** The bearer for the API, renewed without asking anybody when it is about to end; null for who is not signed in. */
export function bearer(): Promise<string | null> {
  const tokens = read<Tokens>(TOKENS);
  if (tokens && tokens.until - AHEAD_MS > Date.now()) return Promise.resolve(tokens.bearer);
  return renewed();
}

/** A new bearer, whatever the old one is worth; null when the provider gives none. */
export function renewed(): Promise<string | null> {
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

async function renew(): Promise<string | null> {
  const refresh = read<Tokens>(TOKENS)?.refresh;
  if (!refresh) return null;
  const [found, client] = await server();
  try {
    const answer = await oauth.refreshTokenGrantRequest(found, client, oauth.None(), refresh, insecure());
    if (answer.status >= 500) throw new TypeError("the provider is away");
    return keep(await oauth.processRefreshTokenResponse(found, client, answer), refresh);
  } catch (failure) {
    if (failure instanceof TypeError) throw failure; // no line, or nobody there: the token may still be good
    session.remove(TOKENS);
    return null;
  }
}

/** Forget the tokens, what was typed and not sent, and have the provider forget as well. */
export async function signOut(): Promise<void> {
  const refresh = read<Tokens>(TOKENS)?.refresh;
  for (const name of session.names()) session.remove(name);
  const [described, client, found] = await server();
  if (refresh && described.revocation_endpoint)
    await oauth.revocationRequest(described, client, oauth.None(), refresh, insecure()).catch(() => undefined); // no line: the tab has forgotten it all the same
  const back = desk();
  if (!found.sign_out) return location.assign(back);
  const address = new URL(found.sign_out, location.origin);
  address.searchParams.set("client_id", found.client_id);
  address.searchParams.set("logout_uri", back);
  location.assign(address);
}
