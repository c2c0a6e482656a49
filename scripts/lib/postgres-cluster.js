// The folder of an embedded PostgreSQL: making it, judging it, and clearing what a crash left in it.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ExpectedFailure } from "./failure.js";
import { runPostgresProgram } from "./postgres-binaries.js";
import { isAlive, isPostmasterOf } from "./process-identity.js";

/** @typedef {import("./postgres-binaries.js").Runner} Runner */
/** @typedef {import("./data-folder.js").DataFolder} DataFolder */

/** A left-over postmaster gets this long for each way of stopping, from polite to not. */
const LEFT_OVER_STEPS = /** @type {const} */ ([
  ["SIGINT", 5_000],
  ["SIGQUIT", 2_000],
  ["SIGKILL", 2_000],
]);
const POLL_MS = 20;

/**
 * @param {DataFolder} data
 * @param {Runner} runner
 * @param {string} superuserPassword
 */
export function ensureCluster(data, runner, superuserPassword) {
  const versionFile = path.join(data.pgdata, "PG_VERSION");
  if (fs.existsSync(versionFile)) {
    const major = Number(fs.readFileSync(versionFile, "utf8").trim());
    if (major === runner.major) return;
    throw new ExpectedFailure(
      `The data folder ${data.shown} was made by PostgreSQL ${major}, and this version of Quorum brings PostgreSQL ${runner.major}: with the version of Quorum that made it run "npm run backup", then with this one "npm run restore" into a new folder (QUORUM_DATA).`,
    );
  }
  if (fs.existsSync(data.pgdata)) {
    throw new ExpectedFailure(`${data.pgdata} is no folder of PostgreSQL: move it away, or set QUORUM_DATA to another folder.`);
  }
  makeCluster(data, runner, superuserPassword);
}

/**
 * Gives a file or folder, and all in it, to a user.
 * @param {string} file
 * @param {import("./postgres-binaries.js").Ids} ids none: leave it
 */
function giveTo(file, { uid, gid }) {
  if (uid === undefined || gid === undefined) return;
  fs.chownSync(file, uid, gid);
  if (!fs.statSync(file).isDirectory()) return;
  for (const entry of fs.readdirSync(file, { recursive: true, encoding: "utf8" })) fs.lchownSync(path.join(file, entry), uid, gid);
}

/**
 * @param {DataFolder} data
 * @param {Runner} runner
 * @param {string} superuserPassword
 */
function makeCluster(data, runner, superuserPassword) {
  // initdb that is stopped half way leaves a folder that looks finished: only the rename makes it the database.
  const draft = `${data.pgdata}.new`;
  const passwordFile = `${data.pgdata}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  giveTo(draft, runner.initIds);
  giveTo(passwordFile, runner.initIds);
  try {
    const made = runPostgresProgram(runner, runner.initIds, "initdb", [
      ...["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"],
    ]);
    if (made.status !== 0) {
      const cause = made.error?.message ?? made.stderr.trim().split("\n").at(-1);
      throw new ExpectedFailure(`PostgreSQL could not make its folder in ${data.shown} (${cause}): set QUORUM_DATA to another folder.`);
    }
    giveTo(draft, runner.ids);
    fs.renameSync(draft, data.pgdata);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * What `postmaster.pid` says, or null. A writer may be at it: lines that are not there yet are null.
 * @param {string} pgdata
 * @returns {{ pid: number, port: number | null, ready: boolean } | null}
 */
export function readPostmaster(pgdata) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(pgdata, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  return {
    pid: Number(lines[0]),
    port: lines[3] === undefined || lines[3] === "" ? null : Number(lines[3]),
    ready: lines[7]?.trim() === "ready",
  };
}

/**
 * Stops a postmaster that outlived its launcher. If `postmaster.pid` names anything else (an unrelated process, or one
 * that is dead but that nobody has buried), PostgreSQL would take it for a running postmaster: the file is changed to
 * name the process that calls this, because PostgreSQL knows that its own parent is none. Removing the file would lose
 * what PostgreSQL finds in it: whether its old backends still run.
 * @param {string} pgdata
 * @returns {Promise<string | null>} what was found, for the log
 * @throws {ExpectedFailure} when the postmaster cannot be stopped
 */
export async function clearLeftOver(pgdata) {
  const real = fs.realpathSync(pgdata);
  const found = readPostmaster(real);
  if (found === null) return null;
  if (!isPostmasterOf(found.pid, real)) {
    const file = path.join(real, "postmaster.pid");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(/^.*/, String(process.pid)));
    return isAlive(found.pid) ? `postmaster.pid named process ${found.pid}, which is not this database; ignored` : null;
  }
  for (const [signal, waitMs] of LEFT_OVER_STEPS) {
    process.kill(found.pid, signal);
    const until = Date.now() + waitMs;
    while (Date.now() < until && isPostmasterOf(found.pid, real)) await sleep(POLL_MS);
    if (!isPostmasterOf(found.pid, real)) return `stopped a database that was left running (process ${found.pid})`;
  }
  throw new ExpectedFailure(`A database that was left running (process ${found.pid}) does not stop: end that process, then start again.`);
}
