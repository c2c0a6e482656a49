import path from "node:path";
import { parseArgs } from "node:util";
import { shown } from "../checkout.js";
import { dump } from "../dump.js";
import { codeOf, ExpectedFailure } from "../failure.js";
import { install } from "../install.js";
import { readSettings, withSettingsFile } from "../settings.js";
import { createSteps } from "../steps.js";
import { withDatabase } from "../with-database.js";

/** @returns {string} quorum-2026-01-31T08-15-00.backup */
const defaultName = () => `quorum-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.backup`;

/**
 * `npm run backup [-- <file>]`
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function main(argv) {
  const { positionals } = parseArgs({ args: argv, allowPositionals: true, options: {} });
  const file = path.resolve(positionals[0] ?? defaultName());
  const settings = readSettings(withSettingsFile(process.env), { serving: false });
  const steps = createSteps(process.stderr);
  await steps.step("Dependencies", (note) => install(note));
  try {
    const { tables, rows } = await withDatabase(settings, { alone: false }, ({ databaseUrl }) => steps.step("Backup", () => dump(databaseUrl, file)));
    console.log(`${shown(file)}: ${rows} rows of ${tables} tables. It holds everything, secrets of users included: keep it safe.`);
    return 0;
  } catch (thrown) {
    if (!["EACCES", "ENOENT", "ENOSPC", "EROFS"].includes(codeOf(thrown))) throw thrown;
    throw new ExpectedFailure(`Cannot write ${shown(file)} (${codeOf(thrown)}): name another file. Example: npm run backup -- /srv/quorum.backup`);
  }
}
