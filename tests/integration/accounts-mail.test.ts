/** Reset and sign-in links by mail, to a mail server that shows what it got. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import { findResetLink, requestReset } from "@/server/accounts/reset-password";
import { signInOptions } from "@/server/accounts/sign-in-options";
import { viewerOfToken } from "@/server/auth/current-viewer";
import type { AuthTools } from "@/server/auth/providers";
import { createSession } from "@/server/auth/session-store";
import { parseEnv } from "@/server/platform/env";
import { AuthBrowser, cheapHash } from "../support/auth-browser";
import { testDatabase, type TestDatabase } from "../support/database";
import { type MockSmtp, startMockSmtp } from "../support/mock-smtp";

const SITE = "http://quorum.test:3000";
const NOON = Date.UTC(2026, 10, 20, 12);
let at = NOON;
let home: TestDatabase;
let tools: AuthTools;
let smtp: MockSmtp;

const settingsWith = (more: Record<string, string> = {}) =>
  parseEnv({ DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent", ...more });
const withMail = () => settingsWith({ SMTP_URL: smtp.url, PUBLIC_URL: SITE });
const browser = () => new AuthBrowser(tools, withMail(), { origin: SITE });
const clientAddress = "203.0.113.7";

/** The one link in the last letter. */
async function linkTo(email: string): Promise<URL> {
  await expect.poll(() => smtp.letters.at(-1)?.to).toBe(email);
  return new URL(/http:\S+/.exec(smtp.letters.at(-1)?.text ?? "")?.[0] ?? "");
}

beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  tools = { database: home.database, clock: () => instant(at) };
  smtp = await startMockSmtp();
});
afterAll(async () => {
  await smtp.stop();
  await home.stop();
});
beforeEach(async () => {
  // next-auth reads the machine's clock for its links.
  at = Date.now();
  smtp.letters.length = 0;
  await home.database.user.deleteMany();
  await home.database.rateLimit.deleteMany();
  await home.database.user.create({ data: { id: "mara", email: "mara@example.org", passwordHash: cheapHash("three white horses") } });
});

test("mail is offered only with a mail server and an address of our own that links can lead to", () => {
  expect(signInOptions(withMail()).mail).toBe(true);
  expect(signInOptions(settingsWith({ SMTP_URL: smtp.url })).mail).toBe(false);
  expect(signInOptions(settingsWith({ PUBLIC_URL: SITE })).mail).toBe(false);
});

describe("a reset by mail", () => {
  test("leads to this site and sets a password", async () => {
    expect(await requestReset(tools, withMail(), { email: "mara@example.org", clientAddress })).toEqual({ ok: true, value: null });
    const link = await linkTo("mara@example.org");
    expect(link.origin).toBe(SITE);
    expect(await findResetLink(tools, link.pathname.replace("/reset/", ""))).toEqual({ email: "mara@example.org" });
  });

  test("nobody's address gets the same answer and no letter", async () => {
    expect(await requestReset(tools, withMail(), { email: "nobody@example.org", clientAddress })).toEqual({ ok: true, value: null });
    await requestReset(tools, withMail(), { email: "mara@example.org", clientAddress });
    await linkTo("mara@example.org");
    expect(smtp.letters).toHaveLength(1);
  });

  test("a mailbox is not flooded", async () => {
    for (let i = 0; i < 4; i += 1) await requestReset(tools, withMail(), { email: "mara@example.org", clientAddress: `203.0.113.${i}` });
    const fifth = await requestReset(tools, withMail(), { email: "mara@example.org", clientAddress: "198.51.100.1" });
    expect(fifth).toEqual({ ok: false, error: { code: "too-many-attempts", againInSeconds: 3600 } });
    // Letters are sent behind the answer: the next test must not take one of these for its own.
    await expect.poll(() => smtp.letters).toHaveLength(4);
  });
});

describe("a sign-in link by mail", () => {
  const follow = async (one: AuthBrowser, link: URL) => one.send(link.pathname + link.search);

  test("signs in, once", async () => {
    const one = browser();
    await one.post("/api/auth/signin/email", { email: "Mara@Example.org" });
    const link = await linkTo("mara@example.org");
    expect(link.origin).toBe(SITE);
    expect((await follow(one, link)).leadsTo).toBe(`${SITE}/today`);
    expect((await viewerOfToken(tools, withMail(), one.sessionToken))?.userId).toBe("mara");
    const other = browser();
    expect((await follow(other, link)).leadsTo).toContain("error=Verification");
    expect(other.sessionToken).toBeUndefined();
  });

  test("makes an account for a new address", async () => {
    const one = browser();
    await one.post("/api/auth/signin/email", { email: "new@example.org" });
    await follow(one, await linkTo("new@example.org"));
    expect(await viewerOfToken(tools, withMail(), one.sessionToken)).toMatchObject({ email: "new@example.org", role: "learner" });
  });

  test("shuts out whoever took the address before without proof: password and sessions go", async () => {
    const squatter = await createSession(home.database, { userId: "mara", userAgent: "", at: instant(at) });
    const owner = browser();
    await owner.post("/api/auth/signin/email", { email: "mara@example.org" });
    await follow(owner, await linkTo("mara@example.org"));
    const mara = await home.database.user.findUniqueOrThrow({ where: { id: "mara" } });
    expect(mara.passwordHash).toBeNull();
    expect(mara.emailVerified).not.toBeNull();
    expect(await home.database.authSession.findUnique({ where: { id: squatter } })).toBeNull();
  });

  test("leaves password and sessions alone once the address is proven", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { emailVerified: new Date() } });
    const other = await createSession(home.database, { userId: "mara", userAgent: "", at: instant(at) });
    const owner = browser();
    await owner.post("/api/auth/signin/email", { email: "mara@example.org" });
    await follow(owner, await linkTo("mara@example.org"));
    expect((await home.database.user.findUniqueOrThrow({ where: { id: "mara" } })).passwordHash).not.toBeNull();
    expect(await home.database.authSession.findUnique({ where: { id: other } })).not.toBeNull();
  });

  test("a mailbox is not flooded", async () => {
    for (let i = 0; i < 4; i += 1) await browser().post("/api/auth/signin/email", { email: "mara@example.org" });
    const { leadsTo } = await browser().post("/api/auth/signin/email", { email: "mara@example.org" });
    expect(leadsTo).toBe("/sign-in?error=wait-3600");
    expect(smtp.letters).toHaveLength(4);
  });
});
