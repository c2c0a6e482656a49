import { spawn } from "node:child_process";
import { CHECKOUT } from "../checkout.js";
import { install } from "../install.js";
import { withoutNpm } from "../run-command.js";
import { withSettingsFile } from "../settings.js";
import { createSteps } from "../steps.js";
import { startThrowAwayPostgres } from "../throw-away.js";

/** Commands that look at files only. */
const WITHOUT_DATABASE = ["generate", "validate", "format", "version", "help", "--help", "-h", "--version", "-v"];

/**
 * `npm run prisma -- …`: Prisma's own command line, for those who write migrations. Without DATABASE_URL it works on a
 * throw-away database, which is all that `migrate dev` needs to compare the schema with the migrations.
 * @param {string[]} argv
 * @returns {Promise<number>} its exit code
 */
export async function main(argv) {
  const steps = createSteps(process.stderr);
  await steps.step("Dependencies", (note) => install(note));
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...withoutNpm(withSettingsFile(process.env)), PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const throwAway = WITHOUT_DATABASE.includes(argv[0] ?? "help") || env.DATABASE_URL !== undefined ? null : await steps.step("Throw-away database", () => startThrowAwayPostgres(steps.say));
  try {
    const own = throwAway === null ? env : { ...env, DATABASE_URL: throwAway.url };
    const child = spawn(process.execPath, ["node_modules/prisma/build/index.js", ...argv], { cwd: CHECKOUT, env: own, stdio: "inherit" });
    return await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    await throwAway?.stop();
  }
}
