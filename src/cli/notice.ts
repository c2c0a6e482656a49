/**
 * Makes NOTICE from the lock file: every package that is installed, its version and its licence.
 *
 *   npm run --silent notice              prints it
 *   npm run --silent notice -- --write   writes NOTICE
 *   npm run --silent notice -- --check   exit 1 if NOTICE is out of date or a licence is not allowed
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
}

interface Entry {
  name: string;
  version: string;
  licence: string;
  dev: boolean;
}

/** Free to use in any way, with attribution at most. */
const PERMISSIVE = new Set([
  "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC-BY-4.0", "CC0-1.0", "ISC", "MIT", "MIT and ISC", "(MIT AND Zlib)", "MIT-0",
  "OFL-1.1", "PSF-2.0", "SIL OPEN FONT LICENSE", "Unlicense",
  // Taken under Apache-2.0, as its authors let everybody choose.
  "(MPL-2.0 OR Apache-2.0)",
]);

/** File-level or library copyleft: used unmodified, as a package of its own. */
const UNMODIFIED_ONLY = new Set([
  "MPL-2.0", "EPL-2.0", "LGPL-3.0-or-later", "Apache-2.0 AND LGPL-3.0-or-later", "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
]);

/** Packages whose manifest names no licence; each was read in the package's own licence file. */
const READ_BY_HAND: Record<string, string> = { fuzzy: "MIT", khroma: "MIT", "seq-queue": "MIT", "xmlhttprequest-ssl": "MIT" };

export function entriesOf(lock: { packages: Record<string, LockedPackage> }): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [path, { version, license, dev }] of Object.entries(lock.packages)) {
    if (path === "" || version === undefined) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const key = `${name}@${version}`;
    const licence = license ?? READ_BY_HAND[name] ?? "unknown";
    entries.set(key, { name, version, licence, dev: dev === true && (entries.get(key)?.dev ?? true) });
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** Entries whose licence the project does not accept (GPL, AGPL, unknown). */
export const refusedOf = (entries: readonly Entry[]): Entry[] =>
  entries.filter(({ licence }) => !PERMISSIVE.has(licence) && !UNMODIFIED_ONLY.has(licence));

export function noticeOf(entries: readonly Entry[]): string {
  const line = ({ name, version, licence }: Entry) => `${name} ${version}: ${licence}`;
  const section = (title: string, list: readonly Entry[]) => `${title}\n${"-".repeat(title.length)}\n${list.map(line).join("\n")}\n`;
  const product = entries.filter(({ dev }) => !dev);
  return [
    "Quorum is licensed under the MIT licence (LICENSE). It is made with the packages below, each under its own\nlicence, whose text is in the package. Made from package-lock.json by `npm run notice -- --write`.\n",
    section("Used unmodified, as packages of their own (MPL, EPL, LGPL)", entries.filter(({ licence }) => UNMODIFIED_ONLY.has(licence))),
    section("Part of the product", product.filter(({ licence }) => !UNMODIFIED_ONLY.has(licence))),
    section("Used to build and test it", entries.filter(({ dev, licence }) => dev && !UNMODIFIED_ONLY.has(licence))),
  ].join("\n");
}

function main(args: readonly string[]): void {
  const entries = entriesOf(JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> });
  const refused = refusedOf(entries);
  for (const { name, version, licence } of refused) {
    process.stderr.write(`${name} ${version} is under "${licence}", which the project does not accept. Choose another package.\n`);
  }
  if (refused.length > 0) process.exit(1);
  const notice = noticeOf(entries);
  if (args.includes("--write")) writeFileSync("NOTICE", notice);
  else if (!args.includes("--check")) process.stdout.write(notice);
  else if (readFileSync("NOTICE", "utf8") !== notice) {
    process.stderr.write("NOTICE is out of date. Run: npm run notice -- --write\n");
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
