// `npm test`: all parts, or one of them, with nothing prepared by hand.
import { generateClient } from "./build.js";
import { ExpectedFailure, messageOf } from "./failure.js";
import { install } from "./install.js";
import { createSteps } from "./steps.js";
import { EVERY_TIME, ON_DEMAND } from "./test-parts.js";

/**
 * @param {string[]} argv a part's name, then filters for its test files; nothing: every part but the deep tests
 * @returns {Promise<number>} the exit code
 * @throws {ExpectedFailure}
 */
export async function runTests([only, ...filters]) {
  const all = { ...EVERY_TIME, ...ON_DEMAND };
  const chosen = only === undefined ? Object.keys(EVERY_TIME) : [only];
  const steps = createSteps(process.stdout);
  if (only !== undefined && !(only in all)) {
    throw new ExpectedFailure(`There is no part "${only}" of the tests: choose one of ${Object.keys(all).join(", ")}.`);
  }
  await steps.step("Dependencies", (note) => install(note));
  await steps.step("Database client", (note) => generateClient(note));

  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const lines = [];
  for (const name of chosen) {
    const began = performance.now();
    steps.say(`\n== ${name}`);
    const count = await runPart(all[name], name, steps, filters);
    total.passed += count.passed;
    total.failed += count.failed;
    lines.push(`${name.padEnd(14)}${String(count.passed).padStart(6)} passed${String(count.failed).padStart(6)} failed${((performance.now() - began) / 1000).toFixed(1).padStart(8)} s`);
  }
  steps.say(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/**
 * A part that cannot even run has failed once; the other parts still run.
 * @param {import("./test-parts.js").Part | undefined} part
 * @param {string} name
 * @param {import("./steps.js").Steps} steps
 * @param {string[]} filters
 */
async function runPart(part, name, steps, filters) {
  try {
    return (await part?.(steps, filters)) ?? { passed: 0, failed: 1 };
  } catch (thrown) {
    steps.say(`${name}: ${thrown instanceof ExpectedFailure ? thrown.message : messageOf(thrown)}`);
    return { passed: 0, failed: 1 };
  }
}
