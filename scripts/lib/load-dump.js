// Reading a backup into a database, all of it or nothing. See dump-format.js.
import fs from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { FORMAT, FORMAT_VERSION, quote, readTables } from "./dump-format.js";
import { codeOf, ExpectedFailure, messageOf } from "./failure.js";
import { ADVISORY_LOCK, appliedMigrations, applyMigration, connect, readMigrations } from "./migrations.js";

/** @typedef {import("pg").Client} Client */
/** @typedef {import("./dump-format.js").Header} Header */
/** @typedef {import("./dump-format.js").End} End */
/** @typedef {import("./dump-format.js").Table} Table */
/** @typedef {import("./dump-format.js").Row} Row */

const ROWS_A_BATCH = 1_000;

/**
 * @param {string} file
 * @returns {AsyncGenerator<unknown>} one value a line
 */
async function* valuesIn(file) {
  const text = createGunzip();
  // Its errors are those of `text` too, which is what is read here.
  pipeline(fs.createReadStream(file), text, () => {});
  let rest = "";
  for await (const chunk of text.setEncoding("utf8")) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

/** @param {unknown} value @param {string} file @returns {Header} */
function asHeader(value, file) {
  const header = /** @type {Header | null} */ (value);
  if (header?.format !== FORMAT) throw new ExpectedFailure(`${file} is no backup of Quorum: name a file that "npm run backup" wrote.`);
  if (header.version === FORMAT_VERSION) return header;
  throw new ExpectedFailure(`${file} was written by a newer version of Quorum (format ${header.version}): restore it with that version.`);
}

/**
 * The migrations that the backup's database had, as this checkout has them.
 * @param {Header} header
 * @param {string} [folder]
 */
function migrationsOf(header, folder) {
  const present = new Map(readMigrations(folder).map((one) => [one.name, one]));
  return header.migrations.map(({ name, checksum }) => {
    const found = present.get(name);
    if (found?.checksum === checksum) return found;
    throw new ExpectedFailure(`The backup needs the migration ${name}, which this version of Quorum does not have: restore it with the version that wrote it, or a newer one.`);
  });
}

/**
 * Empties the database if it may be emptied.
 * @param {Client} client
 * @param {boolean} force
 */
async function makeRoom(client, force) {
  const tables = await readTables(client);
  for (const { name } of force ? [] : tables) {
    const { rows } = await client.query(`SELECT EXISTS (SELECT FROM public.${quote(name)}) AS full`);
    if (rows[0].full) {
      throw new ExpectedFailure(`The database is not empty (table ${name}): restore into a new one (QUORUM_DATA or DATABASE_URL), or add --force to replace what it holds.`);
    }
  }
  if (tables.length > 0) await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

/**
 * Takes away what would judge or change rows while they are loaded, and gives the way to put it back.
 * @param {Client} client
 * @param {Table[]} tables
 * @returns {Promise<() => Promise<void>>}
 */
async function suspendRules(client, tables) {
  const { rows: keys } = await client.query(`
    SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`);
  for (const key of keys) await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${quote(key.name)}`);
  for (const { name } of tables) await client.query(`ALTER TABLE public.${quote(name)} DISABLE TRIGGER USER`);
  return async () => {
    for (const { name } of tables) await client.query(`ALTER TABLE public.${quote(name)} ENABLE TRIGGER USER`);
    for (const key of keys) await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${quote(key.name)} ${key.definition}`);
  };
}

/**
 * @param {Client} client
 * @param {Table} table
 * @param {Row[]} rows
 */
async function insertRows(client, { name, columns }, rows) {
  if (rows.length === 0) return;
  const names = columns.map((column) => quote(column.name)).join(", ");
  const values = columns.map((column, index) => `r.c${index}::${column.type}`).join(", ");
  const arrays = columns.map((_column, index) => `$${index + 1}::text[]`).join(", ");
  const aliases = columns.map((_column, index) => `c${index}`).join(", ");
  await client.query(
    `INSERT INTO public.${quote(name)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM unnest(${arrays}) AS r(${aliases})`,
    columns.map((_column, index) => rows.map((row) => row[index])),
  );
}

/**
 * @param {Client} client
 * @param {Header} header
 * @param {AsyncGenerator<unknown>} values what follows the header
 * @returns {Promise<Record<string, number>>} the rows that were read
 */
async function loadRows(client, header, values) {
  /** @type {Record<string, number>} */
  const counts = {};
  /** @type {Table | undefined} */
  let table;
  /** @type {Row[]} */
  let rows = [];
  const flush = async () => {
    if (table !== undefined) await insertRows(client, table, rows);
    rows = [];
  };
  for await (const value of values) {
    if (Array.isArray(value) && table !== undefined) {
      rows.push(value);
      counts[table.name] = (counts[table.name] ?? 0) + 1;
      if (rows.length === ROWS_A_BATCH) await flush();
      continue;
    }
    await flush();
    const mark = /** @type {{ table?: string } & Partial<End>} */ (value);
    if (mark.end === true) return sameCounts(counts, mark.rows ?? {});
    table = header.tables.find((one) => one.name === mark.table);
    if (table !== undefined) counts[table.name] = 0;
  }
  throw new ExpectedFailure("The backup is incomplete: its end is missing. Nothing was changed; restore another one.");
}

/** @param {Record<string, number>} read @param {Record<string, number>} written */
function sameCounts(read, written) {
  const wrong = Object.keys({ ...read, ...written }).find((name) => read[name] !== written[name]);
  if (wrong === undefined) return read;
  throw new ExpectedFailure(`The backup is damaged: table ${wrong} has ${read[wrong]} rows of ${written[wrong]}. Nothing was changed; restore another one.`);
}

/**
 * Restores a backup in one transaction.
 * @param {string} url
 * @param {string} file
 * @param {{ force: boolean, migrations?: string }} options `force`: replace what the database holds
 * @returns {Promise<{ tables: number, rows: number }>}
 * @throws {ExpectedFailure}
 */
export async function loadDump(url, file, { force, migrations }) {
  if (!fs.existsSync(file)) throw new ExpectedFailure(`There is no file ${file}: name the backup to restore.`);
  const values = valuesIn(file);
  const client = await connect(url);
  try {
    const header = asHeader((await values.next()).value, file);
    const needed = migrationsOf(header, migrations);
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query("BEGIN");
    await makeRoom(client, force);
    await client.query("DROP TABLE IF EXISTS public._prisma_migrations");
    await appliedMigrations(client);
    for (const migration of needed) await applyMigration(client, migration);
    const restoreRules = await suspendRules(client, header.tables);
    if (header.tables.length > 0) await client.query(`TRUNCATE ${header.tables.map(({ name }) => `public.${quote(name)}`).join(", ")}`);
    const counts = await loadRows(client, header, values);
    await restoreRules();
    for (const { name, last, called } of header.sequences) await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2, $3)", [name, last, called]);
    await client.query("COMMIT");
    return { tables: header.tables.length, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) throw thrown;
    const damaged = thrown instanceof SyntaxError || codeOf(thrown).startsWith("Z_");
    throw new ExpectedFailure(`The backup ${damaged ? "is damaged" : "could not be restored"} (${messageOf(thrown)}). Nothing was changed.`);
  } finally {
    await values.return(undefined).catch(() => {});
    await client.end();
  }
}
