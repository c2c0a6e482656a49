// Whether something was made from the files that are here now: a hash of the files, kept beside what was made of them.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";

/**
 * @param {string} at file or folder, relative to the checkout
 * @returns {string[]} files below it, sorted
 */
export function filesBelow(at) {
  const full = path.join(CHECKOUT, at);
  const stat = fs.statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [at];
  const entries = fs.readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(CHECKOUT, path.join(entry.parentPath, entry.name))).sort();
}

/**
 * @param {readonly string[]} roots files and folders, relative to the checkout
 * @param {(file: string) => boolean} [counts] false for a file that does not matter
 * @returns {string} SHA-256 over names and contents
 */
export function hashOf(roots, counts = () => true) {
  const hash = createHash("sha256");
  for (const file of roots.flatMap(filesBelow).filter(counts)) {
    const content = fs.readFileSync(path.join(CHECKOUT, file));
    hash.update(`${file.replaceAll("\\", "/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} stamp relative to the checkout
 * @param {string} hash
 */
export function isStamped(stamp, hash) {
  const file = path.join(CHECKOUT, stamp);
  return fs.existsSync(file) && fs.readFileSync(file, "utf8").trim() === hash;
}

/**
 * @param {string} stamp relative to the checkout
 * @param {string} hash
 */
export function writeStamp(stamp, hash) {
  fs.mkdirSync(path.dirname(path.join(CHECKOUT, stamp)), { recursive: true });
  fs.writeFileSync(path.join(CHECKOUT, stamp), `${hash}\n`);
}
