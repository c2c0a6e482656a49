/** Signing in and out through the endpoints of next-auth, on the real database. */
import { decode, getToken } from "next-auth/jwt";
import type { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import { ensureDemoAccounts } from "@/server/accounts/ensure-demo-accounts";
import { viewerOfToken } from "@/server/auth/current-viewer";
import type { AuthTools } from "@/server/auth/providers";
import { sessionCookieName } from "@/server/auth/session-cookie";
import { SESSION_AGE_MS_MAX, SESSION_IDLE_MS_MAX, SESSION_TOUCH_MS_MIN } from "@/server/auth/session-store";
import { parseEnv } from "@/server/platform/env";
import { AuthBrowser, cheapHash } from "../support/auth-browser";
import { testDatabase, type TestDatabase } from "../support/database";
import { type MockOidc, startMockOidc } from "../support/mock-oidc";

const NOON = Date.UTC(2026, 10, 20, 12);
const PASSWORD = "three white horses";
const secret = "a secret of thirty-two characters";

let at = NOON;
let home: TestDatabase;
let tools: AuthTools;
let mock: MockOidc;

const settingsWith = (more: Record<string, string> = {}) =>
  parseEnv({ DATABASE_URL: home.url, AUTH_SECRET: secret, LOG_LEVEL: "silent", ...more });
const browser = (facts = {}, more: Record<string, string> = {}) => new AuthBrowser(tools, settingsWith(more), facts);
const viewerOf = (one: AuthBrowser) => viewerOfToken(tools, settingsWith({ EMBEDDED: "1" }), one.sessionToken);

beforeAll(async () => {
  home = await testDatabase();
  // The log reads its level from the process's own settings.
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: secret, LOG_LEVEL: "silent" });
  tools = { database: home.database, clock: () => instant(at) };
  mock = await startMockOidc();
});
afterAll(async () => {
  await mock.stop();
  await home.stop();
});
beforeEach(async () => {
  at = NOON;
  await home.database.user.deleteMany();
  await home.database.rateLimit.deleteMany();
  await home.database.user.create({ data: { id: "mara", email: "mara@example.org", name: "Mara", passwordHash: cheapHash(PASSWORD) } });
});

describe("with a password", () => {
  test("opens a session that the next request knows", async () => {
    const one = browser({ userAgent: "Firefox on Linux" });
    const { status, leadsTo } = await one.signIn(" Mara@Example.org", PASSWORD);
    expect(status).toBe(200);
    expect(leadsTo).toBe("http://localhost:3000/today");
    expect(await viewerOf(one)).toMatchObject({ userId: "mara", role: "learner", email: "mara@example.org" });
    expect(await home.database.authSession.findMany()).toMatchObject([{ userId: "mara", userAgent: "Firefox on Linux" }]);
  });

  test("the cookie holds two ids and is kept from scripts and other sites", async () => {
    const one = browser();
    const { setCookies } = await one.signIn("mara@example.org", PASSWORD);
    const line = setCookies.find((cookie) => cookie.startsWith("quorum-session="));
    expect(line).toMatch(/; Path=\/;.*; HttpOnly; SameSite=Lax/);
    expect(line).not.toContain("Secure");
    const claims = await decode({ token: one.sessionToken ?? "", secret });
    expect(Object.keys(claims ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid", "sub"]);
  });

  test("behind https the cookie is Secure and bound to this host", async () => {
    const one = browser({}, { PUBLIC_URL: "https://quorum.example.org" });
    const { setCookies, leadsTo } = await one.signIn("mara@example.org", PASSWORD);
    const line = setCookies.find((cookie) => cookie.startsWith("__Host-quorum-session="));
    expect(line).toContain("; Secure");
    expect(leadsTo).toBe("https://quorum.example.org/today");
  });

  test("next-auth's own getToken reads the cookie: what a socket's handshake will use", async () => {
    const one = browser();
    await one.signIn("mara@example.org", PASSWORD);
    const req = { cookies: Object.fromEntries(one.cookies), headers: {} } as unknown as NextRequest;
    expect(await getToken({ req, secret, cookieName: sessionCookieName(settingsWith()) })).toMatchObject({ sub: "mara" });
  });

  test("a wrong password and an unknown e-mail get the same answer and no session", async () => {
    const wrong = await browser().signIn("mara@example.org", "three white mice");
    const unknown = await browser().signIn("nobody@example.org", PASSWORD);
    expect(wrong.status).toBe(401);
    expect(wrong.leadsTo).toContain("error=CredentialsSignin");
    expect([unknown.status, unknown.leadsTo]).toEqual([wrong.status, wrong.leadsTo]);
    expect(await home.database.authSession.count()).toBe(0);
  });

  test("an account without a password has none that fits", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { passwordHash: null } });
    expect((await browser().signIn("mara@example.org", PASSWORD)).status).toBe(401);
  });

  test("a form without the token against forged requests signs nobody in", async () => {
    const one = browser();
    const { leadsTo } = await one.send("/api/auth/callback/password", { email: "mara@example.org", password: PASSWORD, csrfToken: "made up", json: "true" });
    expect(leadsTo).toContain("csrf=true");
    expect(await home.database.authSession.count()).toBe(0);
  });

  test("a body that is no form is turned away", async () => {
    const { status } = await browser().send("/api/auth/callback/password", {}, { "content-type": "application/json" });
    expect(status).toBe(415);
  });

  test("leads to no other site", async () => {
    for (const callbackUrl of ["https://evil.example/", "//evil.example", "javascript:alert(1)"]) {
      const one = browser();
      const { leadsTo } = await one.post("/api/auth/callback/password", { email: "mara@example.org", password: PASSWORD, callbackUrl });
      expect(new URL(leadsTo ?? "", "http://localhost:3000").origin).toBe("http://localhost:3000");
    }
  });

  test("a forwarded host that no proxy of ours sent changes nothing", async () => {
    const one = browser();
    const { csrfToken } = JSON.parse((await one.send("/api/auth/csrf")).text) as { csrfToken: string };
    const form = { email: "mara@example.org", password: PASSWORD, callbackUrl: "/today", csrfToken, json: "true" };
    const { leadsTo } = await one.send("/api/auth/callback/password", form, { "x-forwarded-host": "evil.example" });
    expect(leadsTo).toBe("http://localhost:3000/today");
  });
});

describe("limits", () => {
  test("the eleventh failure for an e-mail has to wait, with the right password too, and says how long", async () => {
    for (let i = 0; i < 10; i += 1) await browser({ address: `203.0.113.${i}` }).signIn("mara@example.org", "wrong password");
    at += 60_000;
    const { leadsTo } = await browser({ address: "198.51.100.1" }).signIn("mara@example.org", PASSWORD);
    expect(new URL(leadsTo ?? "").searchParams.get("error")).toBe("wait-840");
    at += 14 * 60_000;
    expect((await browser().signIn("mara@example.org", PASSWORD)).status).toBe(200);
  });

  test("successes do not count", async () => {
    for (let i = 0; i < 12; i += 1) expect((await browser().signIn("mara@example.org", PASSWORD)).status).toBe(200);
    expect(await home.database.rateLimit.findMany({ where: { count: { gt: 0 } } })).toEqual([]);
  });
});

describe("a session", () => {
  test("ends where it is signed out, and only there", async () => {
    const [here, there] = [browser(), browser()];
    await here.signIn("mara@example.org", PASSWORD);
    await there.signIn("mara@example.org", PASSWORD);
    const stolen = here.sessionToken;
    await here.post("/api/auth/signout", {});
    expect(here.sessionToken).toBeUndefined();
    expect(await viewerOfToken(tools, settingsWith(), stolen)).toBeNull();
    expect(await viewerOf(there)).not.toBeNull();
  });

  test("signing in again in the same browser leaves one session", async () => {
    const one = browser();
    await one.signIn("mara@example.org", PASSWORD);
    await one.signIn("mara@example.org", PASSWORD);
    expect(await home.database.authSession.count()).toBe(1);
    expect(await viewerOf(one)).not.toBeNull();
  });

  test("ends after long absence, lives on with visits, and has an end in any case", async () => {
    const one = browser();
    await one.signIn("mara@example.org", PASSWORD);
    at = NOON + SESSION_IDLE_MS_MAX - 1;
    expect(await viewerOf(one)).not.toBeNull();
    at += SESSION_IDLE_MS_MAX - 1;
    expect(await viewerOf(one)).not.toBeNull();
    at += SESSION_IDLE_MS_MAX;
    expect(await viewerOf(one)).toBeNull();

    const other = browser();
    const began = at;
    await other.signIn("mara@example.org", PASSWORD);
    for (const days of [29, 58, 87, 116, 145, 174]) {
      at = began + days * 86_400_000;
      expect(await viewerOf(other)).not.toBeNull();
    }
    at = began + SESSION_AGE_MS_MAX;
    expect(await viewerOf(other)).toBeNull();
  });

  test("a visit is written down at most every few minutes", async () => {
    const one = browser();
    await one.signIn("mara@example.org", PASSWORD);
    const seen = async () => (await home.database.authSession.findFirstOrThrow()).lastSeenAt.getTime();
    at = NOON + SESSION_TOUCH_MS_MIN - 1;
    await viewerOf(one);
    expect(await seen()).toBe(NOON);
    at = NOON + SESSION_TOUCH_MS_MIN;
    await viewerOf(one);
    expect(await seen()).toBe(at);
  });

  test("a token of another secret, a forged one and one for somebody else's row are nobody", async () => {
    const one = browser();
    await one.signIn("mara@example.org", PASSWORD);
    const other = parseEnv({ DATABASE_URL: home.url, AUTH_SECRET: "another secret of thirty-two chars", LOG_LEVEL: "silent" });
    expect(await viewerOfToken(tools, other, one.sessionToken)).toBeNull();
    expect(await viewerOfToken(tools, settingsWith(), "nonsense")).toBeNull();
    await home.database.user.create({ data: { id: "eve", email: "eve@example.org" } });
    await home.database.authSession.updateMany({ data: { userId: "eve" } });
    expect(await viewerOf(one)).toBeNull();
  });
});

describe("the demo", () => {
  const DEMO = { EMBEDDED: "1" };

  test("is entered with one click while it is on", async () => {
    await ensureDemoAccounts(tools.database);
    const one = browser({}, DEMO);
    await one.post("/api/auth/callback/demo", { account: "instructor" });
    expect(await viewerOf(one)).toMatchObject({ email: "instructor@demo.invalid", role: "instructor" });
  });

  test("does not exist on another's database, nor beyond loopback unless asked for", async () => {
    await ensureDemoAccounts(tools.database);
    for (const settings of [{}, { EMBEDDED: "1", HOST: "0.0.0.0" }] as Record<string, string>[]) {
      const one = browser({}, settings);
      await one.post("/api/auth/callback/demo", { account: "instructor" });
      expect(one.sessionToken).toBeUndefined();
    }
    const asked = browser({}, { EMBEDDED: "1", HOST: "0.0.0.0", DEMO: "1" });
    await asked.post("/api/auth/callback/demo", { account: "learner" });
    expect(asked.sessionToken).toBeDefined();
    expect(await viewerOfToken(tools, settingsWith(), asked.sessionToken)).toBeNull();
  });

  test("opens demo accounts only", async () => {
    await home.database.user.create({ data: { id: "posing", email: "learner@demo.invalid" } });
    const one = browser({}, DEMO);
    await one.post("/api/auth/callback/demo", { account: "learner" });
    expect(one.sessionToken).toBeUndefined();
  });
});

describe("with an identity provider", () => {
  const oidc = () => ({ OIDC_ISSUER: mock.issuer, OIDC_ID: mock.clientId, OIDC_SECRET: mock.clientSecret });
  beforeEach(() => {
    mock.person = { sub: "mock-1", email: "Ada@Example.org", email_verified: true, name: "Ada" };
    mock.extraTokenFields = { "not-before-policy": "0", refresh_expires_in: "1800" };
  });

  test("makes an account the first time and finds it the second; keeps no token of the provider", async () => {
    const first = browser({}, oidc());
    expect((await first.signInWith("oidc")).leadsTo).toBe("http://localhost:3000/today");
    const viewer = await viewerOf(first);
    expect(viewer).toMatchObject({ email: "ada@example.org", name: "Ada", role: "learner" });
    // next-auth would put name and e-mail into the cookie.
    expect(Object.keys((await decode({ token: first.sessionToken ?? "", secret })) ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid", "sub"]);
    const second = browser({}, oidc());
    await second.signInWith("oidc");
    expect((await viewerOf(second))?.userId).toBe(viewer?.userId);
    expect(await home.database.account.findMany()).toEqual([{ userId: viewer?.userId, type: "oauth", provider: "oidc", providerAccountId: "mock-1" }]);
  });

  test("never links to an account of the same e-mail", async () => {
    mock.person = { sub: "mock-2", email: "mara@example.org", email_verified: true };
    const one = browser({}, oidc());
    expect((await one.signInWith("oidc")).leadsTo).toContain("error=OAuthAccountNotLinked");
    expect(one.sessionToken).toBeUndefined();
    expect(await home.database.account.count()).toBe(0);
  });

  test("does not link to the account that is signed in, either", async () => {
    const one = browser({}, oidc());
    await one.signIn("mara@example.org", PASSWORD);
    await one.signInWith("oidc");
    expect((await viewerOf(one))?.email).toBe("ada@example.org");
    expect(await home.database.account.findFirstOrThrow()).not.toMatchObject({ userId: "mara" });
  });

  test("an address that the provider has not proven is none", async () => {
    mock.person = { sub: "mock-3", email: "boss@example.org", email_verified: false };
    const one = browser({}, oidc());
    expect((await one.signInWith("oidc")).leadsTo).toBe("/sign-in?error=provider-gave-no-email");
    expect(await home.database.user.count()).toBe(1);
  });

  test("a callback with another browser's state is refused", async () => {
    const { leadsTo } = await browser({}, oidc()).post("/api/auth/signin/oidc", {});
    const back = new URL((await fetch(leadsTo ?? "", { redirect: "manual" })).headers.get("location") ?? "");
    const victim = browser({}, oidc());
    expect((await victim.send(back.pathname + back.search)).leadsTo).toContain("error=OAuthCallback");
    expect(victim.sessionToken).toBeUndefined();
  });
});
