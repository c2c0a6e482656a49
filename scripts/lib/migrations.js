// Applies prisma/migrations in the way of `prisma migrate deploy` (same table, checksums and advisory lock), without
// Prisma's engine, which has to be downloaded.
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { codeOf, ExpectedFailure, messageOf } from "./failure.js";

/** The key that `prisma migrate` locks. */
export const ADVISORY_LOCK = 72_707_369;
const CONNECT_MS = 10_000;

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

export const MIGRATIONS = path.join(CHECKOUT, "prisma/migrations");

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */
/** @typedef {import("pg").Client} Client */

/**
 * @param {string} [folder]
 * @returns {Migration[]} in the order in which they are applied
 */
export function readMigrations(folder = MIGRATIONS) {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, "migration.sql")));
  return names.sort().map((name) => {
    const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/**
 * Connects to a database.
 * @param {string} url
 * @returns {Promise<Client>}
 * @throws {ExpectedFailure} when it cannot be reached or refuses
 */
export async function connect(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // Without a listener a connection that is lost ends this process with a stack trace; the next query reports it.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (thrown) {
    const { hostname, port, pathname, username } = new URL(url);
    const where = `the database "${decodeURIComponent(pathname.slice(1))}" at ${hostname}:${port || 5432} as "${decodeURIComponent(username)}"`;
    throw new ExpectedFailure(`Cannot reach ${where} (${messageOf(thrown) || codeOf(thrown)}): check that it runs and that DATABASE_URL is right.`);
  }
}

/**
 * @param {Client} client
 * @returns {Promise<Map<string, string>>} checksums by name
 * @throws {ExpectedFailure} when one failed half way
 */
export async function appliedMigrations(client) {
  await client.query(TABLE);
  const { rows } = await client.query("SELECT migration_name, checksum, finished_at IS NULL AS unfinished FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  const failed = rows.find((row) => row.unfinished);
  if (failed !== undefined) {
    throw new ExpectedFailure(
      `The migration ${failed.migration_name} failed half way (see logs in _prisma_migrations): repair the database, then run "npm run prisma -- migrate resolve".`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/**
 * @param {Client} client
 * @param {Migration} migration
 */
export async function applyMigration(client, { name, sql, checksum }) {
  const id = randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [id, checksum, name]);
  await client.query(sql);
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}

/**
 * Applies what is not applied yet.
 * @param {string} url
 * @param {string} [folder]
 * @returns {Promise<string[]>} the names that were applied now
 * @throws {ExpectedFailure} for a migration that was edited, is unknown here, or fails
 */
export async function migrate(url, folder = MIGRATIONS) {
  const client = await connect(url);
  try {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const applied = await appliedMigrations(client);
    const present = readMigrations(folder);
    const unknown = [...applied.keys()].find((name) => !present.some((one) => one.name === name));
    if (unknown !== undefined) {
      throw new ExpectedFailure(`The database has the migration ${unknown}, which this version of Quorum does not know: start the newer version that applied it.`);
    }
    const pending = present.filter((one) => !applied.has(one.name));
    const edited = present.find((one) => applied.has(one.name) && applied.get(one.name) !== one.checksum);
    if (edited !== undefined) {
      throw new ExpectedFailure(`The migration ${edited.name} was edited after it was applied: put prisma/migrations/${edited.name} back as it was, and write the change as a new migration.`);
    }
    for (const migration of pending) await applyOrNote(client, migration);
    return pending.map((one) => one.name);
  } finally {
    await client.end();
  }
}

/**
 * @param {Client} client
 * @param {Migration} migration
 */
async function applyOrNote(client, migration) {
  try {
    await applyMigration(client, migration);
  } catch (thrown) {
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE migration_name = $1 AND finished_at IS NULL", [migration.name, messageOf(thrown)]);
    throw new ExpectedFailure(
      `The migration ${migration.name} failed (${messageOf(thrown)}): repair the database, then run "npm run prisma -- migrate resolve".`,
    );
  }
}
