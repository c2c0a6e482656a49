// Read by every Node there is, also by those that are too old: keep to the syntax of 2015.
import fs from "node:fs";

/** @typedef {[number, number, number]} Version */

/**
 * @param {string} text such as "v20.19.0" or "^20.19.0"
 * @returns {Version}
 */
function parse(text) {
  var parts = text.replace(/^[^0-9]*/, "").split(".");
  return [Number(parts[0] || 0), Number(parts[1] || 0), parseInt(parts[2] || "0", 10)];
}

/**
 * @param {Version} a
 * @param {Version} b
 */
function atLeast(a, b) {
  if (a[0] !== b[0]) return a[0] > b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  return a[2] >= b[2];
}

/**
 * Whether a version of Node satisfies the `engines` entry: ranges of the forms `^a.b.c` and `>=a.b.c`, joined by `||`.
 * @param {string} version
 * @param {string} engines
 */
export function supportsNode(version, engines) {
  var have = parse(version);
  return engines.split("||").some(function (range) {
    var want = parse(range);
    var sameMajor = range.trim().charAt(0) !== "^" || have[0] === want[0];
    return sameMajor && atLeast(have, want);
  });
}

/**
 * The sentence for a Node that cannot run Quorum, or null.
 * @param {string} version
 * @param {string} engines
 * @returns {string | null}
 */
export function nodeRefusal(version, engines) {
  if (supportsNode(version, engines)) return null;
  return "Node " + version.replace(/^v/, "") + " cannot run Quorum, which needs " + engines + ": install a newer Node from https://nodejs.org and start again.";
}

var manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
var refusal = nodeRefusal(process.version, manifest.engines.node);
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}
