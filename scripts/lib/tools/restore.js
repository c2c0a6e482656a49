import path from "node:path";
import { parseArgs } from "node:util";
import { ExpectedFailure } from "../failure.js";
import { install } from "../install.js";
import { loadDump } from "../load-dump.js";
import { migrate } from "../migrations.js";
import { readSettings, withSettingsFile } from "../settings.js";
import { createSteps } from "../steps.js";
import { withDatabase } from "../with-database.js";

/**
 * `npm run restore -- <file> [--force]`
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function main(argv) {
  const { positionals, values } = parseArgs({ args: argv, allowPositionals: true, options: { force: { type: "boolean" } } });
  const [file] = positionals;
  if (file === undefined) throw new ExpectedFailure("Name the backup to restore. Example: npm run restore -- quorum.backup");
  const settings = readSettings(withSettingsFile(process.env), { serving: false });
  const steps = createSteps(process.stderr);
  await steps.step("Dependencies", (note) => install(note));
  const { tables, rows } = await withDatabase(settings, { alone: true }, async ({ databaseUrl }) => {
    const loaded = await steps.step("Restore", () => loadDump(databaseUrl, path.resolve(file), { force: values.force ?? false }));
    await steps.step("Migrations", () => migrate(databaseUrl));
    return loaded;
  });
  console.log(`Restored ${rows} rows of ${tables} tables.`);
  return 0;
}
