// A backup is a gzipped file of JSON lines: a header, then for each table a line with its name followed by its rows
// (arrays of PostgreSQL's own text for each value), then an end with the counts, without which it is incomplete.

export const FORMAT = "quorum-backup";
export const FORMAT_VERSION = 1;

/** @typedef {{ name: string, type: string }} Column */
/** @typedef {{ name: string, columns: Column[] }} Table */
/** @typedef {{ name: string, last: string, called: boolean }} Sequence */
/** @typedef {(string | null)[]} Row */
/**
 * @typedef {object} Header
 * @property {typeof FORMAT} format
 * @property {number} version
 * @property {string} createdAt
 * @property {{ name: string, checksum: string }[]} migrations
 * @property {Table[]} tables
 * @property {Sequence[]} sequences
 */
/** @typedef {{ end: true, rows: Record<string, number> }} End */

/** @param {string} name @returns {string} quoted for SQL */
export const quote = (name) => `"${name.replaceAll('"', '""')}"`;

/** Text of values must not depend on a server's settings; in this form it is read the same under any. */
export const TEXT_SETTINGS = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1";

/**
 * The tables of the application, without the list of migrations, which is written anew.
 * @param {import("pg").Client} client
 * @returns {Promise<Table[]>}
 */
export async function readTables(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}
