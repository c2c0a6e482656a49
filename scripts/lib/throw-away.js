// Data folders for tests and tools, gone afterwards.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openDataFolder } from "./data-folder.js";
import { startPostgres } from "./postgres.js";
import { createSupervisor } from "./supervisor.js";

/** @returns {string} a new folder that PostgreSQL's user can walk through */
export function makeThrowAwayFolder() {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "quorum-"));
  fs.chmodSync(folder, 0o711);
  return folder;
}

/**
 * A PostgreSQL whose data nobody needs. If this process is killed it stops by itself.
 * @param {(line: string) => void} say
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the address of a role that is no superuser, but may create databases
 */
export async function startThrowAwayPostgres(say) {
  const folder = makeThrowAwayFolder();
  const data = openDataFolder(path.join(folder, "data"));
  const supervisor = createSupervisor(say);
  const stop = async () => {
    await supervisor.stop();
    for (const place of [data.home, folder]) fs.rmSync(place, { recursive: true, force: true });
  };
  try {
    return { url: await startPostgres(data, supervisor, { durable: false, mayCreateDatabases: true }), stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}
