// Which files of a folder others lean on, found by following the import statements.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { filesBelow } from "./source-hash.js";

/** `import … from "./x"`, `export … from "./x"` and `import("./x")`. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport\()\s*"(\.[^"]+)"/g;

/**
 * @param {string} file relative to the checkout
 * @returns {string[]} what it imports by a relative path
 */
function importsOf(file) {
  const text = fs.readFileSync(path.join(CHECKOUT, file), "utf8");
  return [...text.matchAll(RELATIVE_IMPORT)].map((match) => moduleAt(path.posix.join(path.posix.dirname(file), match[1] ?? "")));
}

/**
 * @param {string} imported as it is imported, without an ending
 * @returns {string} its file: a folder stands for its index
 */
const moduleAt = (imported) => (fs.existsSync(path.join(CHECKOUT, imported, "index.ts")) ? `${imported}/index.ts` : `${imported}.ts`);

/**
 * @param {readonly string[]} from files or folders, relative to the checkout
 * @param {string} below folder, relative to the checkout: its files are followed and listed
 * @param {(file: string) => boolean} counts false for a file that does not matter
 * @returns {string[]} the files of `below` that those of `from` import, directly or through others of `below`; sorted
 */
export function importedBelow(from, below, counts) {
  const found = new Set();
  const open = from.flatMap(filesBelow).filter(counts);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const imported of importsOf(file)) {
      if (!imported.startsWith(`${below}/`) || found.has(imported)) continue;
      found.add(imported);
      open.push(imported);
    }
  }
  return [...found].sort();
}
