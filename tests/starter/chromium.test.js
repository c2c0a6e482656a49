// Which browser is taken, and how one gets installed, with small scripts in the place of browsers and of apt-get.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isRoot } from "../../scripts/lib/data-folder.js";
import { makeThrowAwayFolder } from "../../scripts/lib/throw-away.js";

const MODULE = new URL("../../scripts/lib/chromium.js", import.meta.url).href;

let folder = "";
beforeEach(() => {
  folder = makeThrowAwayFolder();
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {string} script */
function program(name, script) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** @param {string} call @param {Record<string, string>} [env] @returns {string} what it gave, or why it did not */
function ask(call, env = {}) {
  const script = `const m = await import(${JSON.stringify(MODULE)}); try { console.log(await m.${call}); } catch (error) { console.log(error.message); }`;
  const clean = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: path.join(folder, "none"), ...env };
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { env: clean, encoding: "utf8" }).stdout.trim();
}

test("the one that is named is taken, if it is one", () => {
  program("chromium", "echo Chromium 1");
  const named = program("mine", "echo Chromium 2");
  expect(ask("needChromium()", { CHROMIUM_PATH: named })).toBe(named);
  const wrong = program("wrong", "echo something else");
  expect(ask("needChromium()", { CHROMIUM_PATH: wrong })).toBe(`CHROMIUM_PATH names no Chromium that runs here (${wrong}). Example: CHROMIUM_PATH=/usr/bin/chromium`);
});

test("otherwise the first in PATH that runs", () => {
  program("chromium-browser", "echo run snap install chromium >&2; exit 1");
  const good = program("google-chrome", "echo Google Chrome 3");
  expect(ask("needChromium()")).toBe(good);
});

test("none is a message that says what to do", () => {
  expect(ask("needChromium()")).toMatch(/^There is no Chromium for the end-to-end tests: install chromium, or name one\. Example: CHROMIUM_PATH=/);
});

test("root on Debian gets the package; anybody else does not touch it", () => {
  const diary = path.join(folder, "diary");
  const browser = path.join(folder, "chromium");
  program("apt-get", `echo "$*" >> ${diary}; if [ "$1" = install ]; then printf '#!/bin/sh\\necho Chromium 4\\n' > ${browser}; /bin/chmod +x ${browser}; fi`);
  // Were it tried, Playwright's download would go nowhere.
  const answer = ask("installChromium(() => {})", { PLAYWRIGHT_DOWNLOAD_HOST: "http://127.0.0.1:1" });
  expect(fs.existsSync(diary) ? fs.readFileSync(diary, "utf8") : "").toBe(isRoot() ? "update\ninstall -y --no-install-recommends chromium\n" : "");
  expect(answer.startsWith("There is no Chromium")).toBe(!isRoot());
});
