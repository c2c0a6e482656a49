// `npm run prisma -- migrate dev`, as the author of a migration runs it, over the WASM engine.
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHECKOUT } from "../../scripts/lib/checkout.js";
import { runCommand } from "../../scripts/lib/run-command.js";
import { makeThrowAwayFolder, startThrowAwayPostgres } from "../../scripts/lib/throw-away.js";
import { createDatabase } from "./support/databases.js";

const HEADER = 'generator client {\n  provider = "prisma-client"\n  output = "./client"\n}\ndatasource db {\n  provider = "postgresql"\n}\n';

/** @type {Awaited<ReturnType<typeof startThrowAwayPostgres>>} */
let postgres;
let folder = "";
let url = "";

beforeAll(async () => {
  postgres = await startThrowAwayPostgres(() => {});
  url = await createDatabase(postgres.url, "authors");
  folder = makeThrowAwayFolder();
  fs.mkdirSync(path.join(folder, "migrations"));
  fs.copyFileSync(path.join(CHECKOUT, "prisma/migrations/migration_lock.toml"), path.join(folder, "migrations/migration_lock.toml"));
  fs.writeFileSync(path.join(folder, "prisma.config.mjs"), `export default { schema: "schema.prisma", migrations: { path: "migrations" }, datasource: { url: ${JSON.stringify(url)} } };\n`);
});
afterAll(async () => {
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** @param {string} models @param {...string} options */
async function migrateDev(models, ...options) {
  fs.writeFileSync(path.join(folder, "schema.prisma"), HEADER + models);
  const env = { ...process.env, DATABASE_URL: url, PRISMA_SCHEMA_ENGINE_BINARY: path.join(CHECKOUT, "scripts/lib/schema-engine.js"), PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  return runCommand(process.execPath, ["node_modules/prisma/build/index.js", "migrate", "dev", "--config", path.join(folder, "prisma.config.mjs"), ...options], { env });
}

const migrations = () => fs.readdirSync(path.join(folder, "migrations"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

test("a change of the schema becomes a migration once, and no change none", async () => {
  const models = "model Lamp {\n  id String @id\n}\n";
  const first = await migrateDev(models, "--name", "lamps");
  expect(first.code, first.output).toBe(0);
  const [made, ...others] = migrations();
  expect(others).toEqual([]);
  expect(made).toMatch(/^\d{14}_lamps$/);
  expect(fs.readFileSync(path.join(folder, "migrations", made ?? "", "migration.sql"), "utf8")).toContain('CREATE TABLE "Lamp"');

  const again = await migrateDev(models, "--name", "nothing");
  expect(again.code, again.output).toBe(0);
  expect(again.output).toContain("Already in sync");
  expect(migrations()).toEqual([made]);

  const draft = await migrateDev(`${models}model Bulb {\n  id String @id\n}\n`, "--name", "bulbs", "--create-only");
  expect(draft.code, draft.output).toBe(0);
  expect(draft.output).toContain("without applying it");
  expect(migrations()).toHaveLength(2);
});
