// Before the integration tests: a throw-away PostgreSQL in TEST_DATABASE_URL, and on it, in TEST_DATABASE_TEMPLATE, the
// name of a database with all migrations. Each test file has a copy, which takes less than the migrations do.
import { connect, migrate } from "./migrations.js";
import { startThrowAwayPostgres } from "./throw-away.js";

/** Nobody connects to it, so that it can be copied at any time. */
const TEMPLATE = "migrated";

export async function setup() {
  const { url, stop } = await startThrowAwayPostgres(console.error);
  const client = await connect(url);
  await client.query(`CREATE DATABASE ${TEMPLATE}`).finally(() => client.end());
  await migrate(Object.assign(new URL(url), { pathname: `/${TEMPLATE}` }).href);
  Object.assign(process.env, { TEST_DATABASE_URL: url, TEST_DATABASE_TEMPLATE: TEMPLATE });
  return stop;
}
