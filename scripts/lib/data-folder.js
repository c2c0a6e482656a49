// Where the embedded database, its secrets, its lock and the logs are.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { shown } from "./checkout.js";
import { codeOf, ExpectedFailure } from "./failure.js";

/** Where the data goes when PostgreSQL's user cannot reach the data folder; one folder for each data folder. */
export const SHELTER = "/var/lib/quorum";
/** In the data folder: the name of the folder that holds the data in its place. */
const ELSEWHERE = "elsewhere";

/**
 * @typedef {object} DataFolder
 * @property {string} home the folder that really holds everything; its real path
 * @property {string} shown as messages name it
 * @property {string} pgdata PostgreSQL's folder inside of it
 * @property {string} logs
 */

export const isRoot = () => process.getuid?.() === 0;

/**
 * The nearest folder on the way to this one that other users may not walk through, or null.
 * @param {string} folder real path
 * @returns {string | null}
 */
export function closedParent(folder) {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return at;
    if (at === path.dirname(at)) return null;
  }
}

/**
 * @param {string} folder
 * @param {number} mode
 */
function makeFolder(folder, mode) {
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, mode);
  fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
}

/**
 * Root's PostgreSQL runs as another user, who must be able to walk to its data (0711 and open parents).
 * @param {string} folder real path of the data folder
 * @returns {string} the folder that holds the data: this one, or one in the shelter
 */
function reachableHome(folder) {
  const pointer = path.join(folder, ELSEWHERE);
  if (fs.existsSync(pointer)) return fs.readFileSync(pointer, "utf8").trim();
  const closed = closedParent(folder);
  if (closed === null) return folder;
  if (fs.existsSync(path.join(folder, "postgres"))) {
    throw new ExpectedFailure(
      `The data folder ${shown(folder)} holds a database, but ${closed} is closed to the user that runs it: open it (chmod o+x ${closed}), or move the data folder and set QUORUM_DATA to its new place.`,
    );
  }
  // A name of its own, not one made from the path: a new clone in the place of a deleted one starts empty.
  const home = path.join(SHELTER, randomBytes(8).toString("hex"));
  fs.writeFileSync(pointer, `${home}\n`, { flag: "wx" });
  return home;
}

/**
 * Makes sure that the data folder exists, can be written, and can be reached by the user that PostgreSQL will run as.
 * @param {string} folder absolute
 * @returns {DataFolder}
 * @throws {ExpectedFailure}
 */
export function openDataFolder(folder) {
  const mode = isRoot() ? 0o711 : 0o700;
  let home = folder;
  try {
    makeFolder(folder, mode);
    home = fs.realpathSync(folder);
    if (isRoot()) home = reachableHome(home);
    if (home.startsWith(SHELTER)) makeFolder(SHELTER, 0o755);
    makeFolder(home, mode);
    home = fs.realpathSync(home);
    const logs = path.join(home, "logs");
    makeFolder(logs, 0o700);
    return { home, shown: shown(folder), pgdata: path.join(home, "postgres"), logs };
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) throw thrown;
    throw new ExpectedFailure(
      `The data folder ${shown(folder)} cannot be written (${codeOf(thrown)} at ${home}): give this user the right to write there, or set QUORUM_DATA to another folder.`,
    );
  }
}

/** @typedef {{ superuserPassword: string, appPassword: string, authSecret: string }} Secrets */

/**
 * The random secrets of a data folder, made the first time.
 * @param {DataFolder} data
 * @returns {Secrets}
 */
export function secretsOf(data) {
  const file = path.join(data.home, "secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const random = () => randomBytes(24).toString("base64url");
  const secrets = { superuserPassword: random(), appPassword: random(), authSecret: randomBytes(33).toString("base64url") };
  const draft = `${file}.${process.pid}`;
  const handle = fs.openSync(draft, "wx", 0o600);
  fs.writeSync(handle, `${JSON.stringify(secrets, null, 2)}\n`);
  // Passwords that a database has taken up must not be lost with the power.
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.renameSync(draft, file);
  return secrets;
}
