import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../../scripts/lib/checkout.js";
import { isInstalled } from "../../scripts/lib/install.js";
import { nodeRefusal, supportsNode } from "../../scripts/lib/node-version.js";
import { hashOf } from "../../scripts/lib/source-hash.js";
import { makeThrowAwayFolder } from "../../scripts/lib/throw-away.js";
import { countReport } from "../../scripts/lib/vitest-run.js";

const ENGINES = "^20.19.0 || ^22.13.0 || >=24.0.0";

describe("the version of Node", () => {
  test.each(["v18.20.0", "v20.18.9", "v21.7.0", "v22.12.0", "v23.1.0", "v8.0.0"])("%s is too old", (version) => {
    expect(nodeRefusal(version, ENGINES)).toMatch(new RegExp(`^Node ${version.slice(1)} cannot run Quorum, which needs .*nodejs.org`));
  });
  test.each(["v20.19.0", "v20.20.2", "v22.13.0", "v22.22.1", "v24.0.0", "v26.3.1"])("%s is good", (version) => {
    expect(supportsNode(version, ENGINES)).toBe(true);
  });
  test("what is read before the version is known has no newer syntax", () => {
    for (const file of ["start.js", "test.js", "build.js", "lib/node-version.js"]) {
      const code = fs.readFileSync(path.join(CHECKOUT, "scripts", file), "utf8").replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/^\/\/.*$/gm, "");
      expect(code, file).not.toMatch(/\?\?|\?\.|=>\s*\{|\bawait\b|\basync\b|#[a-z]/);
      expect([...code.matchAll(/^import .*$/gm)].map(String).every((line) => /"(node:fs|\.\/lib\/node-version\.js)"/.test(line)), file).toBe(true);
    }
  });
});

describe("the installed dependencies", () => {
  const one = { version: "1.0.0", integrity: "sha512-a" };
  const locked = { "": {}, "node_modules/a": one, "node_modules/b": { ...one, optional: true } };
  test("are fresh when all that is locked is there; what is optional may be absent", () => {
    expect(isInstalled(locked, { "node_modules/a": one })).toBe(true);
    expect(isInstalled(locked, { "node_modules/a": one, "node_modules/b": one })).toBe(true);
  });
  test.each([
    ["nothing is installed", null],
    ["one is missing", {}],
    ["one has another version", { "node_modules/a": { ...one, version: "1.0.1" } }],
    ["one has another content", { "node_modules/a": { ...one, integrity: "sha512-b" } }],
    ["one is too many", { "node_modules/a": one, "node_modules/c": one }],
  ])("are stale when %s", (_what, installed) => {
    expect(isInstalled(locked, installed)).toBe(false);
  });
});

test("the hash of sources changes with a content and with a name", () => {
  const folder = makeThrowAwayFolder();
  const at = path.relative(CHECKOUT, folder);
  const seen = new Set([hashOf([at])]);
  fs.writeFileSync(path.join(folder, "a"), "1");
  seen.add(hashOf([at]));
  fs.writeFileSync(path.join(folder, "a"), "2");
  seen.add(hashOf([at]));
  fs.renameSync(path.join(folder, "a"), path.join(folder, "b"));
  seen.add(hashOf([at]));
  expect(seen.size).toBe(4);
  expect(hashOf([at], () => false)).toBe(hashOf([]));
  fs.rmSync(folder, { recursive: true });
});

describe("counting tests", () => {
  const passing = { status: "passed", assertionResults: [{}] };
  test("what passed, and everything else", () => {
    expect(countReport({ numPassedTests: 5, numTotalTests: 8, testResults: [passing] }, 1)).toEqual({ passed: 5, failed: 3 });
  });
  test("each file that cannot be read is a failure", () => {
    const broken = { status: "failed", assertionResults: [] };
    expect(countReport({ numPassedTests: 5, numTotalTests: 5, testResults: [broken, broken] }, 1)).toEqual({ passed: 5, failed: 2 });
  });
  test("so is an error between the tests, and no report at all", () => {
    expect(countReport({ numPassedTests: 5, numTotalTests: 5, testResults: [passing] }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(countReport(null, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countReport({ numPassedTests: 5, numTotalTests: 5, testResults: [passing] }, 0)).toEqual({ passed: 5, failed: 0 });
  });
});
