// One running copy a data folder. The lock names its owner by process id and start time.
import fs from "node:fs";
import path from "node:path";
import { codeOf, ExpectedFailure } from "./failure.js";
import { isAlive, startTimeOf } from "./process-identity.js";

/** @typedef {{ pid: number, startedAt: string | null }} LockOwner */
/** @typedef {{ tookOver: boolean, release: () => void }} Lock `tookOver`: the owner before had died without releasing it */

/**
 * @param {string} file
 * @returns {string | null}
 */
function readLock(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT") return null;
    throw thrown;
  }
}

/**
 * The living process that holds the lock, or null.
 * @param {string} file
 * @returns {LockOwner | null}
 */
export function findLockOwner(file) {
  return ownerIn(readLock(file));
}

/**
 * @param {string | null} text
 * @returns {LockOwner | null}
 */
function ownerIn(text) {
  const match = /^(\d+)\n(.*)\n$/.exec(text ?? "");
  if (match === null) return null;
  const owner = { pid: Number(match[1]), startedAt: match[2] === "" ? null : (match[2] ?? null) };
  return isAlive(owner.pid) && startTimeOf(owner.pid) === owner.startedAt ? owner : null;
}

/**
 * Moves a dead owner's lock away. Two starters may see it at once: who finds that it moved a newer lock puts that back.
 * @param {string} file
 * @param {string} seen the content that was judged
 */
function clearStale(file, seen) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT") return;
    throw thrown;
  }
  if (fs.readFileSync(aside, "utf8") !== seen) fs.linkSync(aside, file);
  fs.rmSync(aside);
}

/**
 * Takes the lock of a data folder.
 * @param {string} folder
 * @param {string} shownFolder as the message names it
 * @returns {Lock}
 * @throws {ExpectedFailure} when another running copy holds it
 */
export function takeLock(folder, shownFolder) {
  const file = path.join(folder, "lock");
  const mine = `${file}.${process.pid}`;
  const content = `${process.pid}\n${startTimeOf(process.pid) ?? ""}\n`;
  fs.writeFileSync(mine, content);
  let tookOver = false;
  try {
    for (;;) {
      try {
        // A link appears at once with its content, unlike a file that is created and then written.
        fs.linkSync(mine, file);
        return { tookOver, release: () => release(file, content) };
      } catch (thrown) {
        if (codeOf(thrown) !== "EEXIST") throw thrown;
      }
      const seen = readLock(file);
      const owner = ownerIn(seen);
      if (owner !== null) {
        throw new ExpectedFailure(
          `The data folder ${shownFolder} is in use by another running copy (process ${owner.pid}): stop that one first, or set QUORUM_DATA to another folder.`,
        );
      }
      if (seen !== null) clearStale(file, seen);
      tookOver = true;
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function release(file, content) {
  if (readLock(file) === content) fs.rmSync(file, { force: true });
}
