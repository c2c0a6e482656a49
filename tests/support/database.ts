/** A fresh database with all migrations for one test file, on the PostgreSQL of TEST_DATABASE_URL: a copy of its TEST_DATABASE_TEMPLATE. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "@/server/platform/database";

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the connections and drops the database. */
  readonly stop: () => Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (server === undefined || template === undefined) throw new Error("There is no test database: run these tests with npm run test:integration.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;

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
