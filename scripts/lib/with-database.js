// For tools that need the database for a moment: the operator's, the one of a running copy, or the embedded one.
import path from "node:path";
import { openDataFolder, secretsOf } from "./data-folder.js";
import { ExpectedFailure } from "./failure.js";
import { findLockOwner, takeLock } from "./lock.js";
import { findRunningPostgres, startPostgres } from "./postgres.js";
import { createSupervisor } from "./supervisor.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {{ databaseUrl: string, authSecret: string }} Found */

/**
 * @template T
 * @param {Settings} settings
 * @param {{ alone: boolean }} need `alone`: no copy of the product may run meanwhile
 * @param {(found: Found) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {ExpectedFailure}
 */
export async function withDatabase(settings, { alone }, work) {
  const given = settings.values.AUTH_SECRET;
  if (settings.databaseUrl !== null) return work({ databaseUrl: settings.databaseUrl, authSecret: given ?? "" });
  const data = openDataFolder(settings.dataFolder);
  if (!alone && findLockOwner(path.join(data.home, "lock")) !== null) {
    const running = findRunningPostgres(data);
    if (running === null) throw new ExpectedFailure(`The copy that uses ${data.shown} is starting or stopping: try again in a moment.`);
    return work({ databaseUrl: running, authSecret: given ?? secretsOf(data).authSecret });
  }
  const lock = takeLock(data.home, data.shown);
  const supervisor = createSupervisor(console.error);
  try {
    const databaseUrl = await startPostgres(data, supervisor);
    return await work({ databaseUrl, authSecret: given ?? secretsOf(data).authSecret });
  } finally {
    await supervisor.stop();
    lock.release();
  }
}
