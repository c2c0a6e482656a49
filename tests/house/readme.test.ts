/** Goal: what README.md says of settings, commands and rooms is so. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Setting {
  name: string;
  what: string;
  preset?: string;
  example: string;
}

const readme = readFileSync("README.md", "utf8");

test("every setting has its row, word for word as the starter knows it", async () => {
  // The starter's scripts are plain JavaScript without declarations; the product's types do not include them.
  const { SETTINGS } = (await import(new URL("../../scripts/lib/settings.js", import.meta.url).href)) as { SETTINGS: readonly Setting[] };
  for (const { name, what, preset, example } of SETTINGS) {
    expect(readme).toContain(`| \`${name}\` | ${what} | ${preset === undefined ? "" : `\`${preset}\``} | \`${example}\` |`);
  }
});

test("every npm script that it names exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z:]+)|`(test:[a-z0-9]+)`/g)].map(([, one, other]) => one ?? other ?? "");
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("every file and folder that it links to or names as a room exists", () => {
  const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? "");
  const rooms = [...readme.matchAll(/^\| `((?:src\/)?[a-z]+)` \|/gm)].map(([, room]) => room ?? "");
  expect(rooms.length).toBeGreaterThan(5);
  expect([...linked, ...rooms].filter((target) => !existsSync(target))).toEqual([]);
});
