import { build, generateClient } from "./build.js";
import { install } from "./install.js";
import { createSteps } from "./steps.js";

/**
 * `npm run build`: what `npm start` does before it starts anything.
 * @returns {Promise<number>} the exit code
 */
export async function buildProduct() {
  const steps = createSteps(process.stdout);
  await steps.step("Dependencies", (note) => install(note));
  await steps.step("Database client", (note) => generateClient(note));
  await steps.step("Build", (note) => build(note));
  return 0;
}
