/** `npm run user`: the command line that makes the first admin. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { tokenHashOf } from "@/server/accounts/operator-store";
import { testDatabase, type TestDatabase } from "../support/database";

let home: TestDatabase;
beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
beforeEach(async () => {
  await home.database.user.deleteMany();
  await home.database.auditEvent.deleteMany();
});

function user(args: string[], more: Record<string, string> = {}) {
  const env = { NODE_ENV: "test", PATH: process.env.PATH, DATABASE_URL: home.url, PORT: "3456", ...more } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/cli/user.ts", ...args], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** Milliseconds of computing until the end of a program that tsx runs: the best of three. */
function cpuMsOf(...program: string[]): number {
  const tell = 'import { writeSync } from "node:fs"; process.on("exit", () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)); });';
  const once = () => {
    const args = ["--import", "tsx", "--import", `data:text/javascript,${encodeURIComponent(tell)}`, ...program];
    return Number(spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "pipe"], encoding: "utf8" }).output[3]);
  };
  return Math.min(once(), once(), once());
}

test("create makes an account and prints a link and nothing else", async () => {
  const { status, stdout, stderr } = user(["create", "Root@Example.org", "--role", "admin", "--name", "Root"]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^http:\/\/localhost:3456\/reset\/[\w-]{43}\n$/);
  const made = await home.database.user.findFirstOrThrow({ include: { resetLinks: true } });
  expect(made).toMatchObject({ email: "root@example.org", name: "Root", role: "admin", passwordHash: null });
  expect(made.resetLinks[0]?.tokenHash).toBe(tokenHashOf(stdout.trim().split("/").at(-1) ?? ""));
  expect(await home.database.auditEvent.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { actorId: null, action: "account-created", subjectId: made.id },
    { actorId: null, action: "reset-link-created", subjectId: made.id },
  ]);
});

test("links lead to the public address", () => {
  expect(user(["create", "a@example.org"], { PUBLIC_URL: "https://quorum.example.org" }).stdout).toMatch(/^https:\/\/quorum\.example\.org\/reset\//);
});

test("role changes a role, but not that of the last admin", async () => {
  await home.database.user.create({ data: { id: "mara", email: "mara@example.org" } });
  expect(user(["role", "mara@example.org", "admin"]).stdout).toBe("mara@example.org is admin now, and was signed out everywhere.\n");
  expect((await home.database.user.findFirstOrThrow()).role).toBe("admin");
  const { status, stdout, stderr } = user(["role", "mara@example.org", "learner"]);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("is the last admin");
});

test("what is refused is one line, exit code 1, and changes nothing", async () => {
  await home.database.user.create({ data: { id: "mara", email: "mara@example.org" } });
  await home.database.user.create({ data: { id: "demo", email: "demo@example.org", isDemo: true } });
  for (const [args, words] of [
    [["create", "mara@example.org"], "There is an account mara@example.org already"],
    [["reset-link", "nobody@example.org"], "There is no account nobody@example.org"],
    [["reset-link", "demo@example.org"], "A demo account has no password"],
  ] as const) {
    const { status, stdout, stderr } = user([...args]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
  expect(await home.database.user.count()).toBe(2);
  expect(await home.database.auditEvent.count()).toBe(0);
});

test("tells its use without a database, and loads little for it", () => {
  expect(user(["--help"], { DATABASE_URL: "" })).toMatchObject({ status: 0, stderr: "", stdout: expect.stringMatching(/^Usage:/) as string });
  // Not by the clock: other tests run beside this one, and slow down both.
  const nothing = cpuMsOf("--input-type=module", "-e", "");
  expect(nothing).toBeGreaterThan(0);
  expect(cpuMsOf("src/cli/user.ts", "--help")).toBeLessThan(2 * nothing);
  for (const [args, words] of [
    [[], "Say what to do."],
    [["remove", "a@example.org"], 'There is no command "remove".'],
    [["role", "a@example.org", "king"], '"king" is no role.'],
    [["create", "mara"], "is no e-mail address"],
    [["create"], "takes 1 argument"],
    [["reset-link", "a@example.org", "--role", "admin"], "belong to create"],
  ] as const) {
    const wrong = user([...args], { DATABASE_URL: "" });
    expect([wrong.status, wrong.stdout]).toEqual([1, ""]);
    expect(wrong.stderr).toContain(words);
  }
});

test("a database that is not there is one line", () => {
  const { status, stderr } = user(["reset-link", "a@example.org"], { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The database cannot be reached: .*\n$/);
});
