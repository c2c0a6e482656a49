import { spawn } from "node:child_process";
import { generateClient } from "../build.js";
import { CHECKOUT } from "../checkout.js";
import { childEnv } from "../children.js";
import { install } from "../install.js";
import { migrate } from "../migrations.js";
import { readSettings, withSettingsFile } from "../settings.js";
import { createSteps } from "../steps.js";
import { withDatabase } from "../with-database.js";

/**
 * `npm run user -- create|role|reset-link …`: makes sure that there is a database, and leaves the rest to src/cli/user.ts.
 * @param {string[]} argv
 * @returns {Promise<number>} its exit code
 */
export async function main(argv) {
  const env = withSettingsFile(process.env);
  const settings = readSettings(env);
  const steps = createSteps(process.stderr);
  await steps.step("Dependencies", (note) => install(note));
  await steps.step("Database client", (note) => generateClient(note));
  return withDatabase(settings, { alone: false }, async ({ databaseUrl, authSecret }) => {
    await steps.step("Migrations", () => migrate(databaseUrl));
    const inner = childEnv(env, settings, { databaseUrl, authSecret, dev: false });
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/user.ts", ...argv], { cwd: CHECKOUT, env: inner, stdio: "inherit" });
    return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  });
}
