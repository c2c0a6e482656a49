// Databases on one throw-away PostgreSQL.
import pg from "pg";

/**
 * @param {string} url of a role that may create databases
 * @param {string} name
 * @param {string} [template]
 * @returns {Promise<string>} the address of the new database
 */
export async function createDatabase(url, name, template = "template1") {
  await query(url, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}

/**
 * @param {string} url
 * @param {string} sql
 * @param {unknown[]} [values]
 */
export async function query(url, sql, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
