// What a crash, or a move of the checkout, may have left in a data folder.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closedParent, isRoot, openDataFolder, secretsOf } from "../../scripts/lib/data-folder.js";
import { findRunner } from "../../scripts/lib/postgres-binaries.js";
import { startPostgres } from "../../scripts/lib/postgres.js";
import { isAlive } from "../../scripts/lib/process-identity.js";
import { createSupervisor } from "../../scripts/lib/supervisor.js";
import { makeThrowAwayFolder } from "../../scripts/lib/throw-away.js";
import { query } from "./support/databases.js";

let folder = "";
/** @type {import("node:child_process").ChildProcess | null} */
let other = null;

beforeEach(() => {
  folder = makeThrowAwayFolder();
});
afterEach(() => {
  other?.kill("SIGKILL");
  other = null;
  fs.rmSync(folder, { recursive: true, force: true });
});

/**
 * Starts PostgreSQL, lets something happen, stops it.
 * @param {import("../../scripts/lib/data-folder.js").DataFolder} data
 * @param {(url: string) => Promise<void>} [work]
 * @returns {Promise<string[]>} what was said
 */
async function session(data, work) {
  /** @type {string[]} */
  const said = [];
  const supervisor = createSupervisor((line) => said.push(line));
  try {
    const url = await startPostgres(data, supervisor, { durable: false });
    await work?.(url);
  } finally {
    await supervisor.stop();
  }
  return said;
}

/**
 * What a postmaster that was killed leaves in its folder.
 * @param {string} pgdata
 * @param {number} pid
 */
function leavePidFile(pgdata, pid) {
  const file = path.join(pgdata, "postmaster.pid");
  fs.writeFileSync(file, `${pid}\n${pgdata}\n1700000000\n54321\n\n127.0.0.1\n  1234567         0\nready   \n`);
  const { uid = process.getuid?.() ?? 0 } = findRunner(pgdata).ids;
  fs.chownSync(file, uid, uid);
}

test("a postmaster.pid that names an unrelated process is seen through, and that process left alone", async () => {
  const data = openDataFolder(path.join(folder, "data"));
  await session(data, async (url) => void (await query(url, "CREATE TABLE kept (id int)")));
  // Of the same user: PostgreSQL by itself would refuse to start.
  other = spawn("sleep", ["60"], { ...findRunner(data.pgdata).ids, cwd: "/", stdio: "ignore" });
  const pid = other.pid ?? 0;
  leavePidFile(data.pgdata, pid);
  const said = await session(data, async (url) => expect(await query(url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 0 }]));
  expect(said).toEqual([`PostgreSQL: postmaster.pid named process ${pid}, which is not this database; ignored`]);
  expect(isAlive(pid)).toBe(true);
});

test("a postmaster.pid that names a dead process which nobody has buried is no news", async () => {
  const data = openDataFolder(path.join(folder, "data"));
  await session(data);
  const shell = spawn("sh", ["-c", "sleep 0.05 & echo $!; exec sleep 60"], { ...findRunner(data.pgdata).ids, cwd: "/", stdio: ["ignore", "pipe", "ignore"] });
  other = shell;
  const pid = Number(await new Promise((resolve) => shell.stdout.once("data", resolve)));
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(() => process.kill(pid, 0)).not.toThrow();
  leavePidFile(data.pgdata, pid);
  expect(await session(data)).toEqual([]);
});

test("an initdb that was stopped half way is begun again", async () => {
  const data = openDataFolder(path.join(folder, "data"));
  fs.mkdirSync(`${data.pgdata}.new`);
  fs.writeFileSync(path.join(`${data.pgdata}.new`, "PG_VERSION"), "18\n");
  await session(data);
  expect(fs.readdirSync(data.home).sort()).toEqual(["logs", "postgres", "secrets.json"]);
});

test("a folder that is no database is left alone", async () => {
  const data = openDataFolder(path.join(folder, "data"));
  fs.mkdirSync(data.pgdata);
  fs.writeFileSync(path.join(data.pgdata, "diary.txt"), "mine");
  await expect(session(data)).rejects.toThrow(/is no folder of PostgreSQL/);
  expect(fs.readFileSync(path.join(data.pgdata, "diary.txt"), "utf8")).toBe("mine");
});

test("secrets are made once, for each data folder its own", () => {
  const [one, two] = ["one", "two"].map((name) => openDataFolder(path.join(folder, name)));
  if (one === undefined || two === undefined) throw new Error("no folders");
  const secrets = secretsOf(one);
  expect(secretsOf(one)).toEqual(secrets);
  expect(new Set([...Object.values(secrets), ...Object.values(secretsOf(two))]).size).toBe(6);
});

test("a data folder whose parent is closed: root's database lives elsewhere, anybody else's in it", async () => {
  const parent = path.join(folder, "closed");
  fs.mkdirSync(parent, { mode: 0o700 });
  expect(closedParent(path.join(parent, "data"))).toBe(parent);
  const data = openDataFolder(path.join(parent, "data"));
  try {
    expect(data.home.startsWith(parent)).toBe(!isRoot());
    await session(data, async (url) => void (await query(url, "CREATE TABLE kept (id int)")));
    // A checkout that is moved takes the name of that place with it.
    fs.renameSync(parent, path.join(folder, "moved"));
    const moved = openDataFolder(path.join(folder, "moved/data"));
    if (isRoot()) expect(moved.home).toBe(data.home);
    await session(moved, async (url) => expect(await query(url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 0 }]));
    // A new one in the same place starts empty.
    fs.mkdirSync(parent, { mode: 0o700 });
    const fresh = openDataFolder(path.join(parent, "data"));
    expect(fresh.home).not.toBe(data.home);
    fs.rmSync(fresh.home, { recursive: true, force: true });
  } finally {
    fs.rmSync(data.home, { recursive: true, force: true });
  }
});

test("a parent that is closed later is an error that says how to open it", () => {
  if (!isRoot()) return expect(closedParent("/")).toBeNull();
  const parent = path.join(folder, "open");
  fs.mkdirSync(path.join(parent, "data/postgres"), { recursive: true });
  fs.chmodSync(parent, 0o700);
  expect(() => openDataFolder(path.join(parent, "data"))).toThrow(`holds a database, but ${parent} is closed to the user that runs it: open it (chmod o+x ${parent})`);
});
