// A process of its own around PostgreSQL, which knows nothing of our IPC: it starts the postmaster in its own process
// group, says when it is ready, and stops it when it is told to or when whoever started it is gone.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "./failure.js";
import { openLog } from "./log-file.js";
import { postgresEnv } from "./postgres-binaries.js";
import { clearLeftOver, readPostmaster } from "./postgres-cluster.js";

const READY_POLL_MS = 10;
/** A fast shutdown may take this long before it becomes an immediate one; the log then replays at the next start. */
const FAST_MS = 2_000;
const IMMEDIATE_MS = 1_000;
/** Without a supervisor the other processes finish what they have begun: this long all is as it was, */
const ORPHAN_DRAIN_MS = 2_000;
/** and this long the sessions that are open may go on. */
const ORPHAN_SESSIONS_MS = 4_000;
const LOG_TAIL_BYTES = 8_192;

/**
 * @typedef {object} KeeperTask
 * @property {import("./postgres-binaries.js").Runner} runner
 * @property {string} pgdata
 * @property {number} port
 * @property {string} logFile
 * @property {Record<string, string>} options of PostgreSQL, given on its command line
 */

/** @type {KeeperTask} */
const task = JSON.parse(process.argv[2] ?? "");

/** @param {object} message */
const tell = (message) => {
  if (process.connected) process.send?.(message);
};

/** The last thing that PostgreSQL complained of, without its time stamp. */
function lastComplaint() {
  const size = fs.statSync(task.logFile).size;
  const length = Math.min(size, LOG_TAIL_BYTES);
  const buffer = Buffer.alloc(length);
  const handle = fs.openSync(task.logFile, "r");
  fs.readSync(handle, buffer, 0, length, size - length);
  fs.closeSync(handle);
  const lines = buffer.toString("utf8").split("\n");
  return lines.filter((line) => /FATAL|PANIC|could not/.test(line)).at(-1)?.replace(/^.*?(FATAL|PANIC|LOG|WARNING|HINT):\s*/, "") ?? "no reason given";
}

/** @returns {import("node:child_process").ChildProcess} */
function startPostmaster() {
  const options = Object.entries(task.options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = [...task.runner.prefix, path.join(task.runner.native, "bin/postgres"), "-D", task.pgdata, "-p", String(task.port), ...options];
  const log = openLog(task.logFile);
  const [file = "", ...args] = command;
  const child = spawn(file, args, { ...task.runner.ids, cwd: "/", env: postgresEnv(), detached: true, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  return child;
}

async function main() {
  const found = await clearLeftOver(task.pgdata);
  if (found !== null) tell({ type: "note", text: found });
  const postmaster = startPostmaster();
  let stopping = false;

  /** @param {NodeJS.Signals} signal @param {number} waitMs */
  const signalAndWait = async (signal, waitMs) => {
    if (postmaster.exitCode !== null || postmaster.signalCode !== null) return;
    postmaster.kill(signal);
    await Promise.race([new Promise((resolve) => postmaster.once("exit", resolve)), sleep(waitMs, null, { ref: false })]);
  };
  const stopFast = async () => {
    stopping = true;
    await signalAndWait("SIGINT", FAST_MS);
    await signalAndWait("SIGQUIT", IMMEDIATE_MS);
    await signalAndWait("SIGKILL", IMMEDIATE_MS);
  };
  postmaster.on("error", (error) => {
    tell({ type: "failed", text: messageOf(error) });
    process.exitCode = 1;
    process.removeAllListeners("message");
    if (process.connected) process.disconnect();
  });
  postmaster.on("exit", () => {
    if (!stopping) tell({ type: "failed", text: lastComplaint() });
    process.exit(stopping ? 0 : 1);
  });
  process.on("message", (/** @type {{ type?: string }} */ message) => {
    if (message.type === "stop") void stopFast();
  });
  process.on("disconnect", () => {
    stopping = true;
    // SIGTERM is a smart shutdown: no new sessions, and the end as soon as the last one has ended.
    void sleep(ORPHAN_DRAIN_MS).then(() => signalAndWait("SIGTERM", ORPHAN_SESSIONS_MS)).then(stopFast);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stopFast());
  if (!process.connected) return void stopFast();

  // A prefix command becomes the postmaster and keeps its id.
  while (!stopping && postmaster.exitCode === null) {
    const now = readPostmaster(task.pgdata);
    if (now !== null && now.ready && now.pid === postmaster.pid) return tell({ type: "ready" });
    await sleep(READY_POLL_MS);
  }
}

main().catch((/** @type {unknown} */ thrown) => {
  tell({ type: "failed", text: messageOf(thrown) });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
