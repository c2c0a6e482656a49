// The parts of `npm test`, in their order.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { installChromium } from "./chromium.js";
import { expectedLines, lineFault, TABLE } from "./deep-results.js";
import { ExpectedFailure } from "./failure.js";
import { runCommand, withoutNpm } from "./run-command.js";
import { runVitest } from "./vitest-run.js";

/** @typedef {import("./vitest-run.js").Count} Count */
/** @typedef {import("./steps.js").Steps} Steps */
/** @typedef {(steps: Steps, filters: string[]) => Promise<Count>} Part */

/** Kept out of the checkout, where it would look like something that somebody wrote. */
const TYPES_CACHE = ["--incremental", "--tsBuildInfoFile"];

/** No rule of ours looks beyond its file: what was linted is linted until its text or the rules change. */
const LINT_CACHE = ["--cache", "--cache-strategy", "content", "--cache-location", "node_modules/.cache/eslint/"];

/** @param {string} name */
const cache = (name) => [...TYPES_CACHE, `node_modules/.cache/${name}.tsbuildinfo`];

/** @param {...string} folders */
const present = (...folders) => folders.filter((folder) => fs.existsSync(path.join(CHECKOUT, folder)));

/** @typedef {{ name: string, args: string[], says?: string }} Check `says`: what it must print, because its exit code alone proves nothing */

/** Next writes the types of the routes and of what it can import: the other checks read them. @type {Check} */
const ROUTES = { name: "Types of the routes", args: ["node_modules/next/dist/bin/next", "typegen"] };

/** The longest first, so that none of them is left for the end. @returns {Check[]} */
function checks() {
  const tsc = "node_modules/typescript/bin/tsc";
  return [
    { name: "Lint", args: ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", ...LINT_CACHE] },
    { name: "Types", args: [tsc, "-p", ".", ...cache("types")] },
    { name: "Import rules", args: ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...present("src", "workers", "tests", "scripts")] },
    { name: "Schema and migrations", args: ["scripts/prisma.js", "migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema", "--exit-code"], says: "No difference detected" },
    { name: "Types of the scripts", args: [tsc, "-p", "scripts", ...cache("scripts")] },
    { name: "Types of the domain", args: [tsc, "-p", "src/domain", ...cache("domain")] },
  ];
}

/** So many checks run at once. */
const CHECKS_AT_ONCE = 2;

/** @type {Part} */
async function check(steps) {
  const count = { passed: 0, failed: 0 };
  const waiting = checks();
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) count[await runCheck(steps, next)] += 1;
  };
  count[await runCheck(steps, ROUTES)] += 1;
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, lane));
  return count;
}

/**
 * @param {Steps} steps
 * @param {Check} check
 * @returns {Promise<"passed" | "failed">}
 */
async function runCheck(steps, { name, args, says = "" }) {
  const env = { ...withoutNpm(process.env), NEXT_TELEMETRY_DISABLED: "1" };
  try {
    await steps.step(name, async () => {
      const { code, output } = await runCommand(process.execPath, args, { env });
      if (code !== 0 || !output.includes(says)) throw new ExpectedFailure(output.trim());
    });
    return "passed";
  } catch (thrown) {
    if (!(thrown instanceof ExpectedFailure)) throw thrown;
    steps.say(thrown.message);
    return "failed";
  }
}

/** @type {Part} */
async function endToEnd(steps, filters) {
  await steps.step("Chromium", (note) => installChromium(note));
  return runVitest(["e2e", "e2e-alone"], filters);
}

/** @type {Part} */
const deep = (_steps, filters) => runVitest(["deep"], filters);

/** The table that the deep tests leave, not the tests themselves. @type {Part} */
async function deepResults(steps) {
  const lines = expectedLines();
  const faults = lines.map(lineFault).filter((fault) => fault !== null);
  if (faults.length === 0) steps.say(`All ${lines.length} lines of ${TABLE} are of these sources.`);
  else steps.say(`${faults.join("\n")}\nRun "npm run test:deep" and commit ${TABLE}.`);
  return { passed: lines.length - faults.length, failed: faults.length };
}

/** @type {Record<string, Part>} */
export const EVERY_TIME = {
  check,
  unit: (_steps, filters) => runVitest(["unit"], filters),
  integration: (_steps, filters) => runVitest(["integration"], filters),
  starter: (_steps, filters) => runVitest(["starter"], filters),
  e2e: endToEnd,
  "deep-results": deepResults,
};

/** @type {Record<string, Part>} */
export const ON_DEMAND = { deep };
