/** Goal: the tree stays a place one can find things in. Method: ratchets over what git tracks. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { entriesOf, noticeOf, refusedOf } from "../../src/cli/notice";

const ENTRIES_MAX = 26;
const FILE_KIB_MAX = 1_024;

const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" }).split("\0").filter(Boolean);
const sources = tracked.filter((file) => /\.(ts|tsx|js|cjs|css|prisma|sql|yaml|md)$/.test(file));
const text = (file: string) => readFileSync(file, "utf8");

test(`at most ${ENTRIES_MAX} entries at the top`, () => {
  const entries = new Set(tracked.map((file) => file.split("/")[0]));
  expect(entries.size, [...entries].join(" ")).toBeLessThanOrEqual(ENTRIES_MAX);
  for (const required of ["package.json", "next.config.js", "prisma", "src", "content", "tests", "README.md"]) expect(entries).toContain(required);
});

test("every file name is kebab-case", () => {
  const odd = tracked.filter((file) => /^(src|tests|workers|scripts|content)\//.test(file)).filter((file) => {
    const name = file.split("/").at(-1) ?? "";
    return !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name) && !/^(README|SPEC)\.md$/.test(name);
  });
  expect(odd).toEqual([]);
});

test("no file is too large for a reader or for git", () => {
  const large = tracked.filter((file) => readFileSync(file).byteLength > FILE_KIB_MAX * 1_024);
  expect(large).toEqual([]);
});

test("no holes in the types, no test that is left out, nothing left open", () => {
  const holes = /:\s*any\b|\bas any\b|@ts-ignore|@ts-expect-error|\b(it|test|describe)\.(skip|only|todo)\b|\bTODO\b|\bFIXME\b/;
  // The content check and its tests name the forbidden words.
  const namesThem = (file: string) => /^tests\/content\/|catalog\/rules\/prose\.ts$/.test(file) || file === "tests/house/tree.test.ts";
  expect(sources.filter((file) => /\.tsx?$/.test(file) && !namesThem(file) && holes.test(text(file)))).toEqual([]);
});

test("no address of a machine that is not the reader's own", () => {
  const machine = /(^|[\s"'`(=])\/(root|home\/[a-z]+|work)\//m;
  expect(sources.filter((file) => !/content/.test(file) && file !== "tests/house/tree.test.ts").filter((file) => machine.test(text(file)))).toEqual([]);
});

test("NOTICE names every package of the lock file, and no licence is refused", () => {
  const entries = entriesOf(JSON.parse(text("package-lock.json")));
  expect(refusedOf(entries)).toEqual([]);
  expect(text("NOTICE") === noticeOf(entries), "NOTICE is out of date. Run: npm run notice -- --write").toBe(true);
});

test("the lock file names no registry", () => {
  expect(text("package-lock.json")).not.toMatch(/"resolved":/);
});
