/** A fresh database with all migrations for one test file, on the PostgreSQL of TEST_DATABASE_URL. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "@/server/platform/database";

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the connections and drops the database. */
  readonly stop: () => Promise<void>;
}

type Migrate = (url: string) => Promise<string[]>;

export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) throw new Error("TEST_DATABASE_URL is not set: run these tests with npm run test:integration.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(server, `CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;

  // The starter's scripts are plain JavaScript without declarations; the product's types do not include them.
  const { migrate } = (await import(new URL("../../scripts/lib/migrations.js", import.meta.url).href)) as { migrate: Migrate };
  await migrate(url);

  const database = openDatabase(url);
  const stop = async () => {
    await database.$disconnect();
    await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { url, database, stop };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
