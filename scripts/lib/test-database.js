// Before the integration tests: a throw-away PostgreSQL with all migrations applied, in TEST_DATABASE_URL.
import { migrate } from "./migrations.js";
import { startThrowAwayPostgres } from "./throw-away.js";

export async function setup() {
  const { url, stop } = await startThrowAwayPostgres(console.error);
  await migrate(url);
  process.env.TEST_DATABASE_URL = url;
  return stop;
}
