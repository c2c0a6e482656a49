/** Sign-up, resets, settings, sessions, roles, deletion: through the router, on the real database. */
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PlanFile } from "@/contracts/content/plan";
import { instant } from "@/domain/kernel/instant";
import { accountsRouter } from "@/server/accounts/accounts-router";
import { tokenHashOf } from "@/server/accounts/operator-store";
import { isPassword } from "@/server/auth/password";
import { createSession } from "@/server/auth/session-store";
import type { Viewer } from "@/server/auth/viewer";
import type { Tools } from "@/server/compose";
import { createCallerFactory } from "@/server/trpc/init";
import { Refusal } from "@/server/trpc/refuse";
import { cheapHash } from "../support/auth-browser";
import { testDatabase, type TestDatabase } from "../support/database";

const NOON = Date.UTC(2026, 10, 20, 12);
const PASSWORD = "three white horses";
const NEW_PASSWORD = "four black horses";
const callerOf = createCallerFactory(accountsRouter);
const plan = { id: "thirty-days", title: "Thirty days", weeks: [{ days: [{}, {}] }, { days: [{}] }] } as unknown as PlanFile;

let at = NOON;
let home: TestDatabase;
let tools: Tools;

/** The refusal's code, or the error's own if it is none. */
async function codeOf(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome;
    return "no refusal";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return error.cause instanceof Refusal ? error.cause.code : error.code;
  }
}

const anyone = (clientAddress = "203.0.113.7") => callerOf({ viewer: null, clientAddress, tools });

/** Signs an account in: its session, and calls made with it. */
async function signedIn(userId: string) {
  const sessionId = await createSession(home.database, { userId, userAgent: "Firefox/140.0 Linux", at: instant(at) });
  const user = await home.database.user.findUniqueOrThrow({ where: { id: userId } });
  const viewer: Viewer = { ...user, userId, sessionId };
  return { sessionId, me: callerOf({ viewer, clientAddress: "203.0.113.7", tools }) };
}
const as = async (userId: string) => (await signedIn(userId)).me;

const make = (id: string, more: { role?: Viewer["role"]; isDemo?: boolean; passwordHash?: string | null } = {}) =>
  home.database.user.create({ data: { id, email: `${id}@example.org`, name: id, passwordHash: cheapHash(PASSWORD), ...more } });

const sessionsOf = (userId: string) => home.database.authSession.count({ where: { userId } });

beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  const catalog = { plans: new Map([[plan.id, plan]]) } as unknown as Tools["catalog"];
  tools = { database: home.database, clock: () => instant(at), catalog } as Tools;
});
afterAll(() => home.stop());
beforeEach(async () => {
  at = NOON;
  await home.database.user.deleteMany();
  await home.database.rateLimit.deleteMany();
  await home.database.auditEvent.deleteMany();
});

describe("signUp", () => {
  const mara = { email: "Mara@Example.org", name: " Mara ", password: PASSWORD, timeZone: "Asia/Kathmandu" };

  test("makes a learner with the browser's time zone and a hashed password", async () => {
    await anyone().signUp(mara);
    const made = await home.database.user.findFirstOrThrow();
    expect(made).toMatchObject({ email: "mara@example.org", name: "Mara", role: "learner", timeZone: "Asia/Kathmandu", emailVerified: null });
    expect(await isPassword(PASSWORD, made.passwordHash)).toBe(true);
  });

  test("refuses an e-mail that is taken, in any case of letters", async () => {
    await anyone().signUp(mara);
    expect(await codeOf(anyone().signUp({ ...mara, email: "mara@example.ORG" }))).toBe("email-taken");
  });

  test("refuses short passwords and the e-mail as password", async () => {
    expect(await codeOf(anyone().signUp({ ...mara, password: "short" }))).toBe("BAD_REQUEST");
    expect(await codeOf(anyone().signUp({ ...mara, password: "MARA@example.org" }))).toBe("password-is-email");
    expect(await home.database.user.count()).toBe(0);
  });

  test("a zone that is none is left out, to be asked for again", async () => {
    await anyone().signUp({ ...mara, timeZone: "Mars/Olympus" });
    expect((await home.database.user.findFirstOrThrow()).timeZone).toBeNull();
  });

  test("one address cannot go on for ever, and is told when to come back", async () => {
    await home.database.rateLimit.create({ data: { key: "sign-up-address:203.0.113.7", count: 60, windowEndAt: new Date(NOON + 25 * 60_000) } });
    await expect(anyone().signUp(mara)).rejects.toThrow("Try again in 25 minutes.");
    await anyone("198.51.100.1").signUp(mara);
  });
});

describe("rate limits", () => {
  test("tries at the same moment are all counted, and a window ends", async () => {
    await home.database.rateLimit.create({ data: { key: "reset-address:203.0.113.7", count: 30, windowEndAt: new Date(NOON) } });
    const guess = () => codeOf(anyone().resetPassword({ token: "x".repeat(43), password: PASSWORD }));
    const codes = await Promise.all(Array.from({ length: 32 }, guess));
    expect(codes.filter((code) => code === "link-is-dead")).toHaveLength(30);
    expect(codes.filter((code) => code === "too-many-attempts")).toHaveLength(2);
    at += 15 * 60_000;
    expect(await guess()).toBe("link-is-dead");
  });

  test("lapsed windows are swept", async () => {
    await home.database.rateLimit.create({ data: { key: "old", count: 1, windowEndAt: new Date(NOON - 1) } });
    await codeOf(anyone().resetPassword({ token: "x", password: PASSWORD }));
    expect(await home.database.rateLimit.findUnique({ where: { key: "old" } })).toBeNull();
  });
});

describe("reset links", () => {
  const linkFor = async (id: string) => {
    await make("root", { role: "admin" });
    await make(id);
    const { path, expiresAt } = await (await as("root")).createResetLink({ accountId: id });
    return { token: path.replace("/reset/", ""), path, expiresAt };
  };

  test("an admin's link sets a password once, signs out everywhere, and is written down", async () => {
    const { token, path, expiresAt } = await linkFor("mara");
    await as("mara");
    expect(path).toMatch(/^\/reset\/[\w-]{43}$/);
    expect(expiresAt).toBe(NOON + 86_400_000);
    expect(await anyone().resetLink({ token })).toEqual({ email: "mara@example.org" });
    expect(await anyone().resetPassword({ token, password: NEW_PASSWORD })).toEqual({ email: "mara@example.org" });
    const { passwordHash, emailVerified } = await home.database.user.findUniqueOrThrow({ where: { id: "mara" } });
    expect(await isPassword(NEW_PASSWORD, passwordHash)).toBe(true);
    expect(emailVerified).not.toBeNull();
    expect(await sessionsOf("mara")).toBe(0);
    expect(await codeOf(anyone().resetPassword({ token, password: PASSWORD }))).toBe("link-is-dead");
    expect(await anyone().resetLink({ token })).toEqual({ email: null });
    expect(await home.database.auditEvent.findMany()).toMatchObject([{ actorId: "root", action: "reset-link-created", subjectId: "mara" }]);
  });

  test("only the hash of its token is kept", async () => {
    const { token } = await linkFor("mara");
    const [kept] = await home.database.resetLink.findMany();
    expect(kept?.tokenHash).toBe(tokenHashOf(token));
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test("dies after a day, and when a newer one is made", async () => {
    const { token } = await linkFor("mara");
    const newer = await (await as("root")).createResetLink({ accountId: "mara" });
    expect(await codeOf(anyone().resetPassword({ token, password: NEW_PASSWORD }))).toBe("link-is-dead");
    at += 86_400_000;
    expect(await codeOf(anyone().resetPassword({ token: newer.path.replace("/reset/", ""), password: NEW_PASSWORD }))).toBe("link-is-dead");
  });

  test("of two uses at the same moment one sets the password", async () => {
    const { token } = await linkFor("mara");
    const uses = [PASSWORD, NEW_PASSWORD].map((password) => codeOf(anyone().resetPassword({ token, password })));
    expect((await Promise.all(uses)).sort()).toEqual(["link-is-dead", "no refusal"]);
  });

  test("there is none for a demo account or for nobody", async () => {
    await make("root", { role: "admin" });
    await make("demo", { isDemo: true });
    const root = await as("root");
    expect(await codeOf(root.createResetLink({ accountId: "demo" }))).toBe("demo-account");
    expect(await codeOf(root.createResetLink({ accountId: "nobody" }))).toBe("no-such-account");
  });

  test("without a mail server nobody is promised a mail", async () => {
    expect(await codeOf(anyone().requestReset({ email: "mara@example.org" }))).toBe("mail-is-off");
  });
});

describe("settings", () => {
  test("shows one's own choices and the plans, and no hash", async () => {
    await make("mara");
    const settings = await (await as("mara")).settings();
    expect(settings).toMatchObject({ email: "mara@example.org", hasPassword: true, rolloverHour: 4, newPerDay: 10, desiredRetention: 0.9 });
    expect(settings.plans).toEqual([{ id: "thirty-days", title: "Thirty days", days: 3 }]);
    expect(JSON.stringify(settings)).not.toContain("scrypt");
  });

  test("keeps what was chosen", async () => {
    await make("mara");
    const mara = await as("mara");
    await mara.updateProfile({ name: "Mara L." });
    await mara.updateTheme({ theme: "dark" });
    await mara.updateKeys({ letterKeys: false });
    await mara.updateSchedule({ timeZone: "Europe/Berlin", rolloverHour: 0, newPerDay: 0, desiredRetention: 0.97 });
    expect(await mara.settings()).toMatchObject({
      name: "Mara L.",
      theme: "dark",
      letterKeys: false,
      timeZone: "Europe/Berlin",
      rolloverHour: 0,
      newPerDay: 0,
      desiredRetention: 0.97,
    });
  });

  test.each([
    { rolloverHour: 24 },
    { newPerDay: 101 },
    { desiredRetention: 0.69 },
    { desiredRetention: 0.98 },
    { timeZone: "" },
  ])("turns away %j", async (wrong) => {
    await make("mara");
    const schedule = { timeZone: "Europe/Berlin", rolloverHour: 4, newPerDay: 10, desiredRetention: 0.9, ...wrong };
    expect(await codeOf((await as("mara")).updateSchedule(schedule))).toBe("BAD_REQUEST");
  });

  test.each(["Mars/Olympus", "+05:45"])("%s is no time zone", async (timeZone) => {
    await make("mara");
    const mara = await as("mara");
    expect(await codeOf(mara.updateSchedule({ timeZone, rolloverHour: 4, newPerDay: 10, desiredRetention: 0.9 }))).toBe("no-such-time-zone");
    expect(await codeOf(mara.tellTimeZone({ timeZone }))).toBe("no-such-time-zone");
  });

  test("the first browser tells the time zone, later ones do not", async () => {
    await make("mara");
    const mara = await as("mara");
    await mara.tellTimeZone({ timeZone: "Asia/Kathmandu" });
    await mara.tellTimeZone({ timeZone: "Europe/Berlin" });
    expect((await mara.settings()).timeZone).toBe("Asia/Kathmandu");
  });

  test("a demo account keeps its name, its password and itself", async () => {
    await make("demo", { isDemo: true, passwordHash: null });
    const demo = await as("demo");
    expect(await codeOf(demo.updateProfile({ name: "x" }))).toBe("demo-account");
    expect(await codeOf(demo.changePassword({ current: null, next: NEW_PASSWORD }))).toBe("demo-account");
    expect(await codeOf(demo.endOtherSessions({}))).toBe("demo-account");
    expect(await codeOf(demo.deleteAccount({ proof: "demo@example.org" }))).toBe("demo-account");
  });
});

describe("changePassword", () => {
  test("asks for the old one, sets the new one, and signs out the other browsers", async () => {
    await make("mara");
    const [{ me, sessionId }] = [await signedIn("mara"), await as("mara"), await as("mara")];
    expect(await codeOf(me.changePassword({ current: "wrong", next: NEW_PASSWORD }))).toBe("wrong-password");
    expect(await codeOf(me.changePassword({ current: null, next: NEW_PASSWORD }))).toBe("wrong-password");
    expect(await sessionsOf("mara")).toBe(3);
    await me.changePassword({ current: PASSWORD, next: NEW_PASSWORD });
    const { passwordHash } = await home.database.user.findUniqueOrThrow({ where: { id: "mara" } });
    expect(await isPassword(NEW_PASSWORD, passwordHash)).toBe(true);
    expect(await home.database.authSession.findMany({ where: { userId: "mara" } })).toMatchObject([{ id: sessionId }]);
  });

  test("an account without a password sets its first", async () => {
    await make("mara", { passwordHash: null });
    await (await as("mara")).changePassword({ current: null, next: NEW_PASSWORD });
    const { passwordHash } = await home.database.user.findUniqueOrThrow({ where: { id: "mara" } });
    expect(await isPassword(NEW_PASSWORD, passwordHash)).toBe(true);
  });

  test("kills a reset link that was made before", async () => {
    await make("root", { role: "admin" });
    await make("mara");
    const { path } = await (await as("root")).createResetLink({ accountId: "mara" });
    await (await as("mara")).changePassword({ current: PASSWORD, next: NEW_PASSWORD });
    expect(await anyone().resetLink({ token: path.replace("/reset/", "") })).toEqual({ email: null });
  });

  test("guessing the old one comes to an end", async () => {
    await make("mara");
    const mara = await as("mara");
    const codes = [];
    for (let i = 0; i < 11; i += 1) codes.push(await codeOf(mara.changePassword({ current: `guess ${i}`, next: NEW_PASSWORD })));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill("wrong-password"));
    expect(codes[10]).toBe("too-many-attempts");
  });
});

describe("sessions", () => {
  test("lists one's own browsers and marks this one", async () => {
    await make("mara");
    await make("eve");
    await as("eve");
    const there = await signedIn("mara");
    at += 60_000;
    const here = await signedIn("mara");
    expect((await here.me.sessions()).sessions).toEqual([
      { id: here.sessionId, isThis: true, browser: "Firefox on Linux", signedInAt: at, lastSeenAt: at },
      { id: there.sessionId, isThis: false, browser: "Firefox on Linux", signedInAt: NOON, lastSeenAt: NOON },
    ]);
  });

  test("ends one, or all others; never somebody else's", async () => {
    await make("mara");
    await make("eve");
    const eve = await signedIn("eve");
    const [here, there] = [await as("mara"), await signedIn("mara"), await as("mara")];
    await here.endSession({ sessionId: eve.sessionId });
    expect(await sessionsOf("eve")).toBe(1);
    await here.endSession({ sessionId: there.sessionId });
    expect(await sessionsOf("mara")).toBe(2);
    expect(await here.endOtherSessions({})).toEqual({ ended: 1 });
    expect(await sessionsOf("mara")).toBe(1);
    expect(await sessionsOf("eve")).toBe(1);
  });

  test("who shares a demo account sees only their own browser", async () => {
    await make("demo", { isDemo: true });
    await as("demo");
    const { me, sessionId } = await signedIn("demo");
    expect((await me.sessions()).sessions.map(({ id }) => id)).toEqual([sessionId]);
  });
});

describe("roles", () => {
  test("an admin sets one; the account is signed out everywhere and the deed is written down", async () => {
    await make("root", { role: "admin" });
    await make("mara");
    await as("mara");
    await (await as("root")).setRole({ accountId: "mara", role: "instructor" });
    expect((await home.database.user.findUniqueOrThrow({ where: { id: "mara" } })).role).toBe("instructor");
    expect(await sessionsOf("mara")).toBe(0);
    expect(await home.database.auditEvent.findMany()).toMatchObject([
      { actorId: "root", action: "role-changed", subjectId: "mara", detail: { from: "learner", to: "instructor" } },
    ]);
  });

  test("setting the role that is there changes nothing", async () => {
    await make("root", { role: "admin" });
    await make("mara");
    await as("mara");
    await (await as("root")).setRole({ accountId: "mara", role: "learner" });
    expect(await sessionsOf("mara")).toBe(1);
    expect(await home.database.auditEvent.count()).toBe(0);
  });

  test("the last admin stays one, even when two demote each other at the same moment", async () => {
    await make("root", { role: "admin" });
    await make("second", { role: "admin" });
    const [root, second] = [await as("root"), await as("second")];
    const codes = await Promise.all([
      codeOf(root.setRole({ accountId: "second", role: "learner" })),
      codeOf(second.setRole({ accountId: "root", role: "learner" })),
    ]);
    expect(codes.sort()).toEqual(["last-admin", "no refusal"]);
    expect(await home.database.user.count({ where: { role: "admin" } })).toBe(1);
  });

  test("nobody but an admin lists accounts, sets roles or makes links", async () => {
    await make("mara");
    await make("tutor", { role: "instructor" });
    for (const caller of [anyone(), await as("mara"), await as("tutor")]) {
      for (const outcome of [
        caller.listAccounts({ search: "" }),
        caller.setRole({ accountId: "mara", role: "admin" }),
        caller.createResetLink({ accountId: "mara" }),
      ]) {
        expect(["UNAUTHORIZED", "FORBIDDEN"]).toContain(await codeOf(outcome));
      }
    }
  });
});

describe("listAccounts", () => {
  test("finds by part of a name or e-mail, a page at a time, with the last visit", async () => {
    await make("root", { role: "admin" });
    await home.database.user.createMany({
      data: Array.from({ length: 60 }, (_, i) => ({ id: `u${i}`, email: `u${String(i).padStart(2, "0")}@school.test`, name: `Pupil ${i}` })),
    });
    const root = await as("root");
    const first = await root.listAccounts({ search: "SCHOOL" });
    expect(first.accounts).toHaveLength(50);
    const second = await root.listAccounts({ search: "SCHOOL", cursor: first.nextCursor, direction: "forward" });
    expect(second.accounts.map(({ email }) => email)).toEqual(Array.from({ length: 10 }, (_, i) => `u${50 + i}@school.test`));
    expect(second.nextCursor).toBeNull();
    expect((await root.listAccounts({ search: "pupil 7" })).accounts).toMatchObject([{ id: "u7", lastSeenAt: null }]);
    expect((await root.listAccounts({ search: "root@" })).accounts).toMatchObject([{ id: "root", lastSeenAt: NOON }]);
    for (const search of ["%", "_", "\\"]) expect((await root.listAccounts({ search })).accounts).toEqual([]);
  });
});

describe("deleteAccount", () => {
  test("removes everything that is the account's, after its password", async () => {
    await make("mara");
    await home.database.cardMemory.create({ data: { userId: "mara", cardId: "c", phase: "new", model: "m" } });
    const mara = await as("mara");
    expect(await codeOf(mara.deleteAccount({ proof: "wrong" }))).toBe("wrong-password");
    expect(await home.database.user.count()).toBe(1);
    await mara.deleteAccount({ proof: PASSWORD });
    expect(await home.database.user.count()).toBe(0);
    expect(await home.database.cardMemory.count()).toBe(0);
    expect(await home.database.authSession.count()).toBe(0);
    expect(await home.database.auditEvent.findMany()).toMatchObject([{ action: "account-deleted", subjectId: "mara" }]);
  });

  test("asks for the e-mail where no password is set", async () => {
    await make("mara", { passwordHash: null });
    const mara = await as("mara");
    expect(await codeOf(mara.deleteAccount({ proof: "eve@example.org" }))).toBe("wrong-email");
    await mara.deleteAccount({ proof: "Mara@example.org" });
    expect(await home.database.user.count()).toBe(0);
  });

  test("the last admin cannot leave", async () => {
    await make("root", { role: "admin" });
    expect(await codeOf((await as("root")).deleteAccount({ proof: PASSWORD }))).toBe("last-admin");
    expect(await home.database.user.count()).toBe(1);
  });
});
