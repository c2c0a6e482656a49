// Writing a backup. See dump-format.js.
import fs from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { FORMAT, FORMAT_VERSION, quote, readTables, TEXT_SETTINGS } from "./dump-format.js";
import { appliedMigrations, connect } from "./migrations.js";

/** @typedef {import("pg").Client} Client */

const ROWS_A_FETCH = 1_000;

/** @param {Client} client @returns {Promise<import("./dump-format.js").Sequence[]>} */
async function readSequences(client) {
  const { rows } = await client.query("SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname");
  const sequences = [];
  for (const { name } of rows) {
    const found = await client.query(`SELECT last_value::text AS last, is_called AS called FROM public.${quote(name)}`);
    sequences.push({ name, ...found.rows[0] });
  }
  return sequences;
}

/**
 * @param {Client} client in a transaction that sees one moment
 * @param {Record<string, number>} counts filled while the lines are taken
 * @param {Map<string, string>} migrations
 * @returns {AsyncGenerator<string>}
 */
async function* linesOf(client, counts, migrations) {
  const tables = await readTables(client);
  yield JSON.stringify({
    format: FORMAT,
    version: FORMAT_VERSION,
    createdAt: new Date().toISOString(),
    migrations: [...migrations].map(([name, checksum]) => ({ name, checksum })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    tables,
    sequences: await readSequences(client),
  });
  for (const { name, columns } of tables) {
    yield JSON.stringify({ table: name });
    const values = columns.map((column) => `${quote(column.name)}::text`).join(", ");
    await client.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT array_to_json(ARRAY[${values}])::text AS line FROM public.${quote(name)}`);
    let count = 0;
    for (;;) {
      const { rows } = await client.query(`FETCH ${ROWS_A_FETCH} FROM backup`);
      for (const { line } of rows) yield line;
      count += rows.length;
      if (rows.length < ROWS_A_FETCH) break;
    }
    await client.query("CLOSE backup");
    counts[name] = count;
  }
  yield JSON.stringify({ end: true, rows: counts });
}

/**
 * Writes the whole database, as it is at one moment, into a file that only its owner can read.
 * @param {string} url
 * @param {string} file appears when it is complete
 * @returns {Promise<{ tables: number, rows: number }>}
 */
export async function dump(url, file) {
  const client = await connect(url);
  const draft = `${file}.part`;
  try {
    // Looked at first: it makes the table if there is none, which the transaction may not.
    const migrations = await appliedMigrations(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(TEXT_SETTINGS);
    /** @type {Record<string, number>} */
    const counts = {};
    const lines = async function* () {
      for await (const line of linesOf(client, counts, migrations)) yield `${line}\n`;
    };
    await pipeline(Readable.from(lines()), createGzip(), fs.createWriteStream(draft, { mode: 0o600, flush: true }));
    fs.renameSync(draft, file);
    const rows = Object.values(counts);
    return { tables: rows.length, rows: rows.reduce((sum, count) => sum + count, 0) };
  } finally {
    fs.rmSync(draft, { force: true });
    await client.end();
  }
}
