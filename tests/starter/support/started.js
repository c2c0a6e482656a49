// Starts the fake product and watches it, as a terminal would.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDataFolder } from "../../../scripts/lib/data-folder.js";
import { findFreePort, startPostgres } from "../../../scripts/lib/postgres.js";
import { readPostmaster } from "../../../scripts/lib/postgres-cluster.js";
import { isAlive } from "../../../scripts/lib/process-identity.js";
import { createSupervisor } from "../../../scripts/lib/supervisor.js";
import { makeThrowAwayFolder } from "../../../scripts/lib/throw-away.js";

const FAKE_START = new URL("./fake-start.js", import.meta.url).pathname;
const PATIENCE_MS = 90_000;

/** @typedef {{ folder: string, data: string, pgdata: string, diary: string, env: Record<string, string> }} Place */

/**
 * A data folder in which PostgreSQL was started once: for tests that are not about the first start, which takes longer
 * than all that they look at.
 * @returns {Promise<string>}
 */
export async function makeUsedData() {
  const folder = path.join(makeThrowAwayFolder(), "data");
  const supervisor = createSupervisor(console.error);
  try {
    await startPostgres(openDataFolder(folder), supervisor, { durable: false });
  } finally {
    await supervisor.stop();
  }
  return folder;
}

/**
 * @param {string | null} usedData a data folder to begin with; null: an empty one
 * @returns {Promise<Place>} a data folder, a free port and a migration
 */
export async function makePlace(usedData) {
  const folder = makeThrowAwayFolder();
  const migrations = path.join(folder, "migrations");
  fs.mkdirSync(path.join(migrations, "1_first"), { recursive: true });
  fs.writeFileSync(path.join(migrations, "1_first/migration.sql"), "CREATE TABLE card (id int PRIMARY KEY);");
  const diary = path.join(folder, "diary");
  fs.writeFileSync(diary, "");
  const data = path.join(folder, "data");
  // With its owners, which Node's own copying leaves behind.
  if (usedData !== null) spawnSync("cp", ["-a", usedData, data]);
  const env = { PORT: String(await findFreePort()), HOST: "127.0.0.1", QUORUM_DATA: data, FAKE_WEB_DIARY: diary, FAKE_MIGRATIONS: migrations };
  return { folder, data, pgdata: path.join(data, "postgres"), diary, env };
}

/**
 * @param {() => boolean | Promise<boolean>} holds
 * @param {string} what for the message
 * @param {number} [ms]
 */
export async function until(holds, what, ms = PATIENCE_MS) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms / 1000} s: ${what}`);
    await sleep(20);
  }
}

/**
 * @typedef {object} Started
 * @property {number} pid of the starter itself
 * @property {() => string} output so far
 * @property {Promise<number | null>} ended its exit code
 * @property {import("node:child_process").ChildProcess} child
 */

/**
 * @param {Place} place
 * @param {{ env?: Record<string, string>, args?: string[], terminal?: boolean, shell?: boolean, prefix?: string[] }} [how] `shell`: behind a shell, as npm does it
 * @returns {Started}
 */
export function start(place, { env = {}, args = [], terminal = false, shell = false, prefix = [] } = {}) {
  const node = [...prefix, process.execPath, FAKE_START, ...args];
  const line = node.map((word) => `'${word}'`).join(" ");
  // exec: a shell that stayed would die of the terminal's Ctrl-C itself (dash does), and its 130 would hide our code.
  const [file = "", ...rest] = terminal ? ["script", "-qefc", `exec ${line}`, "/dev/null"] : shell ? ["sh", "-c", `${line}; exit`] : node;
  const npm = shell ? { npm_lifecycle_event: "start" } : { npm_lifecycle_event: undefined };
  const child = spawn(file, rest, { env: { ...process.env, ...npm, ...place.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code)));
  return { pid: child.pid ?? 0, output: () => output, ended, child };
}

/**
 * @param {Place} place
 * @param {Parameters<typeof start>[1]} [how]
 * @returns {Promise<Started>} once it runs
 */
export async function startAndWait(place, how) {
  const started = start(place, how);
  let code = /** @type {number | null | undefined} */ (undefined);
  void started.ended.then((value) => (code = value));
  await until(() => started.output().includes("Quorum runs at") || code !== undefined, "started");
  if (code !== undefined) throw new Error(`ended with ${code}: ${started.output()}`);
  return started;
}

/**
 * @param {Place} place
 * @returns {Promise<{ pid: number, env: Record<string, string> } | null>} what the web process says of itself
 */
export async function askWeb(place) {
  try {
    const response = await fetch(`http://127.0.0.1:${place.env.PORT}/`);
    return /** @type {{ pid: number, env: Record<string, string> }} */ (await response.json());
  } catch {
    return null;
  }
}

/** @param {Place} place */
export const postmasterPid = (place) => readPostmaster(place.pgdata)?.pid ?? 0;

/**
 * The process that started another one.
 * @param {number} pid
 */
export function parentOf(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/**
 * Ends what a test started, by its ids, and removes its folder.
 * @param {Place} place
 * @param {number[]} pids
 */
export async function cleanUp(place, pids) {
  for (const pid of [...pids, postmasterPid(place)]) {
    if (pid > 0 && isAlive(pid)) process.kill(pid, "SIGKILL");
  }
  await until(() => pids.every((pid) => !isAlive(pid)), "ended");
  await sleep(50);
  fs.rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 });
}
