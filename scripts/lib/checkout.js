import fs from "node:fs";
import path from "node:path";

/** The folder of this clone: where package.json is. Every process of the product has it as its working folder. */
export const CHECKOUT = path.resolve(import.meta.dirname, "../..");

/** @returns {string} the version in package.json */
export function productVersion() {
  return JSON.parse(fs.readFileSync(path.join(CHECKOUT, "package.json"), "utf8")).version;
}

/**
 * A path as a user in the checkout would type it.
 * @param {string} file
 */
export function shown(file) {
  const relative = path.relative(CHECKOUT, file);
  return relative === "" || relative.startsWith("..") ? file : relative;
}
