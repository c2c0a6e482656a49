/**
 * A small identity provider: discovery, authorize, token, keys. It checks what a real one checks
 * (client, redirect address, PKCE, one use of a code), so that a flow that passes here would pass there.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Who signs in next. Fields of an id_token; others go into the token answer. */
export interface MockPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface MockOidc {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who the provider says is there from now on. */
  person: MockPerson;
  /** Fields that some providers add to their token answer. */
  extraTokenFields: Record<string, string>;
  stop(): Promise<void>;
}

interface Grant {
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

const CLIENT = { id: "quorum-test", secret: "mock-secret" };
const base64url = (value: string | Buffer): string => Buffer.from(value).toString("base64url");

export async function startMockOidc(): Promise<MockOidc> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "mock", use: "sig", alg: "RS256" };
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mock: MockOidc = {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    person: { sub: "mock-1", email: "ada@example.org", email_verified: true, name: "Ada" },
    extraTokenFields: {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };

  const idToken = (nonce: string | null): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { ...mock.person, iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, ...(nonce === null ? {} : { nonce }) };
    const signed = `${base64url(JSON.stringify({ alg: "RS256", kid: "mock" }))}.${base64url(JSON.stringify(claims))}`;
    return `${signed}.${base64url(sign("RSA-SHA256", Buffer.from(signed), privateKey))}`;
  };

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const redirectUri = query.get("redirect_uri") ?? "";
    const challenge = query.get("code_challenge");
    if (query.get("client_id") !== CLIENT.id || challenge === null || query.get("code_challenge_method") !== "S256") {
      return send(response, 400, { error: "invalid_request" });
    }
    const code = randomBytes(16).toString("hex");
    grants.set(code, { redirectUri, challenge, nonce: query.get("nonce") });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: query.get("state") ?? "" }).toString();
    response.writeHead(302, { location: back.href }).end();
  };

  const token = (form: URLSearchParams, authorization: string | undefined, response: ServerResponse) => {
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const known = authorization === `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString("base64")}`;
    const verified = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url") === grant?.challenge;
    if (!known) return send(response, 401, { error: "invalid_client" });
    if (!verified || form.get("redirect_uri") !== grant?.redirectUri) return send(response, 400, { error: "invalid_grant" });
    send(response, 200, {
      access_token: randomBytes(8).toString("hex"),
      token_type: "Bearer",
      expires_in: 300,
      id_token: idToken(grant.nonce),
      ...mock.extraTokenFields,
    });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", issuer);
    if (pathname === "/.well-known/openid-configuration") {
      return send(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (pathname === "/keys") return send(response, 200, { keys: [jwk] });
    if (pathname === "/authorize") return authorize(searchParams, response);
    if (pathname === "/token") return token(new URLSearchParams(await textOf(request)), request.headers.authorization, response);
    send(response, 404, { error: "not_found" });
  };
  return mock;
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
