// Migrations and backups on a real database.
import fs from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dump } from "../../scripts/lib/dump.js";
import { ExpectedFailure } from "../../scripts/lib/failure.js";
import { loadDump } from "../../scripts/lib/load-dump.js";
import { migrate } from "../../scripts/lib/migrations.js";
import { makeThrowAwayFolder, startThrowAwayPostgres } from "../../scripts/lib/throw-away.js";
import { createDatabase, query } from "./support/databases.js";

/** @type {Awaited<ReturnType<typeof startThrowAwayPostgres>>} */
let postgres;
let folder = "";
let migrations = "";
let url = "";
let number = 0;

beforeAll(async () => {
  postgres = await startThrowAwayPostgres(() => {});
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = makeThrowAwayFolder();
  migrations = path.join(folder, "migrations");
  number += 1;
  url = await createDatabase(postgres.url, `one_${number}`);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {string} sql */
function writeMigration(name, sql) {
  fs.mkdirSync(path.join(migrations, name), { recursive: true });
  fs.writeFileSync(path.join(migrations, name, "migration.sql"), sql);
}

/** @param {Promise<unknown>} attempt @returns {Promise<string>} the message of an expected failure */
async function refusal(attempt) {
  const thrown = await attempt.then(() => null, (/** @type {unknown} */ error) => error);
  expect(thrown).toBeInstanceOf(ExpectedFailure);
  return thrown instanceof Error ? thrown.message : "";
}

describe("migrations", () => {
  test("are applied in order, once, and noted as Prisma does", async () => {
    writeMigration("2_second", "ALTER TABLE card ADD COLUMN front text;");
    writeMigration("1_first", "CREATE TABLE card (id int PRIMARY KEY);");
    expect(await migrate(url, migrations)).toEqual(["1_first", "2_second"]);
    expect(await migrate(url, migrations)).toEqual([]);
    expect(await query(url, "SELECT migration_name, length(checksum) AS chars, applied_steps_count AS steps, finished_at IS NOT NULL AS done FROM _prisma_migrations ORDER BY 1")).toEqual([
      { migration_name: "1_first", chars: 64, steps: 1, done: true },
      { migration_name: "2_second", chars: 64, steps: 1, done: true },
    ]);
  });

  test("by several processes at once are applied once", async () => {
    writeMigration("1_first", "CREATE TABLE card (id int PRIMARY KEY); SELECT pg_sleep(0.1);");
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, migrations)));
    expect(applied.flat()).toEqual(["1_first"]);
  });

  test("that were edited are refused by name, and nothing after them is applied", async () => {
    writeMigration("1_first", "CREATE TABLE card (id int PRIMARY KEY);");
    await migrate(url, migrations);
    writeMigration("1_first", "CREATE TABLE card (id bigint PRIMARY KEY);");
    writeMigration("2_second", "CREATE TABLE other (id int);");
    expect(await refusal(migrate(url, migrations))).toMatch(/^The migration 1_first was edited after it was applied: put prisma\/migrations\/1_first back/);
    expect(await query(url, "SELECT to_regclass('other') AS found")).toEqual([{ found: null }]);
  });

  test("of a newer version are refused", async () => {
    writeMigration("1_first", "CREATE TABLE card (id int PRIMARY KEY);");
    writeMigration("2_newer", "SELECT 1;");
    await migrate(url, migrations);
    fs.rmSync(path.join(migrations, "2_newer"), { recursive: true });
    expect(await refusal(migrate(url, migrations))).toMatch(/^The database has the migration 2_newer, which this version of Quorum does not know/);
  });

  test("that fail are named with the cause, and again at the next start", async () => {
    writeMigration("1_first", "CREATE TABLE card (id int); SELECT 1/0;");
    expect(await refusal(migrate(url, migrations))).toMatch(/^The migration 1_first failed \(division by zero\)/);
    expect(await refusal(migrate(url, migrations))).toMatch(/^The migration 1_first failed half way/);
    expect(await query(url, "SELECT logs FROM _prisma_migrations")).toEqual([{ logs: "division by zero" }]);
  });
});

/** Every kind of value, key and rule that could be lost on the way. */
const SCHEMA = `
  CREATE TYPE mood AS ENUM ('calm', 'late');
  CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, boss bigint REFERENCES person (id), pet bigint);
  CREATE TABLE pet (id serial PRIMARY KEY, owner bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE);
  ALTER TABLE person ADD FOREIGN KEY (pet) REFERENCES pet (id);
  CREATE TABLE thing (
    id uuid PRIMARY KEY, "Odd ""name" text, raw bytea, at timestamptz, tags text[], feelings mood[], state mood, data jsonb, plain json,
    amount numeric(30, 10), ratio double precision, yes boolean, span interval, day date, code char(3), found tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce("Odd ""name", ''))) STORED);
  CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || '!'; RETURN NEW; END $$;
  CREATE TRIGGER person_stamp BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION stamp();
  CREATE TABLE empty (id int);
  INSERT INTO empty SELECT 1 WHERE false;`;

const ROWS = `
  ALTER TABLE person DISABLE TRIGGER person_stamp;
  INSERT INTO person (name) SELECT 'p' || n FROM generate_series(1, 2500) n;
  ALTER TABLE person ENABLE TRIGGER person_stamp;
  UPDATE person SET boss = 2501 - id;
  INSERT INTO pet (owner) VALUES (7), (2500);
  UPDATE person SET pet = 2 WHERE id = 1;
  SELECT setval('pet_id_seq', 40);
  INSERT INTO thing VALUES
    ('00000000-0000-0000-0000-000000000001', E'a "quoted"\\nline \\\\ ☃ {}', '\\xdeadbeef00', '2026-01-31 23:59:59.123456+05:30', ARRAY['a,b', 'NULL', NULL, '"'], ARRAY['late', 'calm']::mood[], 'late',
     '{"n": 12345678901234567890, "s": null}', '{"b":1,  "a":2}', 12345678901234567890.0123456789, 0.1, true, '1 year 2 days 03:04:05.6', '0044-03-15 BC', 'ab'),
    ('00000000-0000-0000-0000-000000000002', NULL, '', 'infinity', '{}', NULL, NULL, 'null', NULL, 'NaN', 'Infinity', NULL, NULL, NULL, NULL);`;

/** @param {string} where @returns {Promise<Record<string, unknown>>} everything that must be the same after a round trip */
async function contentOf(where) {
  /** @type {Record<string, unknown>} */
  const content = {};
  for (const table of ["person", "pet", "thing", "empty"]) content[table] = await query(where, `SELECT t::text FROM ${table} t ORDER BY 1`);
  content.keys = await query(where, "SELECT conrelid::regclass::text AS \"table\", pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2");
  content.triggers = await query(where, "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal");
  content.sequences = await query(where, "SELECT (SELECT last_value FROM pet_id_seq) AS pet, (SELECT last_value FROM person_id_seq) AS person, (SELECT is_called FROM pet_id_seq) AS called");
  content.migrations = await query(where, "SELECT migration_name, checksum FROM _prisma_migrations ORDER BY 1");
  return content;
}

describe("a backup", () => {
  let file = "";
  beforeEach(async () => {
    file = path.join(folder, "quorum.backup");
    writeMigration("1_first", SCHEMA);
    await migrate(url, migrations);
    await query(url, ROWS);
  });
  const another = () => createDatabase(postgres.url, `other_${number}`);
  const lines = () => gunzipSync(fs.readFileSync(file)).toString("utf8").trimEnd().split("\n");
  /** @param {string[]} changed */
  const rewrite = (changed) => fs.writeFileSync(file, gzipSync(`${changed.join("\n")}\n`));

  test("comes back as it was, in an empty database", async () => {
    expect(await dump(url, file)).toEqual({ tables: 4, rows: 2_504 });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    const target = await another();
    expect(await loadDump(target, file, { force: false, migrations })).toEqual({ tables: 4, rows: 2_504 });
    expect(await contentOf(target)).toEqual(await contentOf(url));
    expect(await query(target, "INSERT INTO pet (owner) VALUES (1) RETURNING id")).toEqual([{ id: 41 }]);
    expect(await migrate(target, migrations)).toEqual([]);
  });

  test("is not changed by the server's own settings", async () => {
    const target = await another();
    for (const name of [`one_${number}`, `other_${number}`]) {
      const settings = ["TimeZone = 'Asia/Tokyo'", "DateStyle = 'SQL, DMY'", "IntervalStyle = 'sql_standard'", "extra_float_digits = -5"];
      for (const setting of settings) await query(postgres.url, `ALTER DATABASE "${name}" SET ${setting}`);
    }
    await dump(url, file);
    await loadDump(target, file, { force: false, migrations });
    for (const name of [`one_${number}`, `other_${number}`]) await query(postgres.url, `ALTER DATABASE "${name}" RESET ALL`);
    expect(await contentOf(target)).toEqual(await contentOf(url));
  });

  test("goes into a database that has tables but no rows, and one with more migrations gets the rest afterwards", async () => {
    await dump(url, file);
    writeMigration("2_second", "ALTER TABLE pet ADD COLUMN name text;");
    const target = await another();
    await migrate(target, migrations);
    await loadDump(target, file, { force: false, migrations });
    expect(await migrate(target, migrations)).toEqual(["2_second"]);
  });

  test("does not replace what is there, unless it is told to", async () => {
    await dump(url, file);
    await query(url, "DELETE FROM thing");
    expect(await refusal(loadDump(url, file, { force: false, migrations }))).toMatch(/^The database is not empty \(table person\).*--force/);
    await loadDump(url, file, { force: true, migrations });
    expect(await query(url, "SELECT count(*)::int AS n FROM thing")).toEqual([{ n: 2 }]);
  });

  test("that is damaged changes nothing", async () => {
    await dump(url, file);
    const before = await contentOf(url);
    const good = lines();
    const whole = fs.readFileSync(file);
    const attempt = () => refusal(loadDump(url, file, { force: true, migrations }));
    rewrite(good.slice(0, -1));
    expect(await attempt()).toMatch(/^The backup is incomplete/);
    rewrite(good.filter((line) => !line.startsWith('["7",')));
    expect(await attempt()).toMatch(/^The backup is damaged: table person has 2499 rows of 2500/);
    fs.writeFileSync(file, whole.subarray(0, whole.length - 100));
    expect(await attempt()).toMatch(/^The backup is damaged \(unexpected end of file\)/);
    fs.writeFileSync(file, "nonsense");
    expect(await attempt()).toMatch(/^The backup is damaged \(incorrect header check\)/);
    rewrite(good.map((line) => line.replace('"late"', '"lost"')));
    expect(await attempt()).toMatch(/^The backup could not be restored \(invalid input value for enum mood/);
    expect(await contentOf(url)).toEqual(before);
  });

  test("of another version, or no backup at all, is refused", async () => {
    await dump(url, file);
    const target = await another();
    const attempt = () => refusal(loadDump(target, file, { force: false, migrations }));
    fs.appendFileSync(path.join(migrations, "1_first/migration.sql"), "-- edited");
    expect(await attempt()).toMatch(/^The backup needs the migration 1_first/);
    rewrite(lines().map((line) => line.replace('"version":1', '"version":2')));
    expect(await attempt()).toMatch(/was written by a newer version of Quorum \(format 2\)/);
    rewrite(["{}"]);
    expect(await attempt()).toMatch(/is no backup of Quorum/);
    file = path.join(folder, "nowhere");
    expect(await attempt()).toMatch(/^There is no file .*nowhere/);
  });

  test("sees one moment, whatever is written meanwhile", async () => {
    const writing = (async () => {
      for (let n = 0; n < 50; n += 1) await query(url, "INSERT INTO pet (owner) VALUES (1); INSERT INTO empty VALUES (1)");
    })();
    await dump(url, file);
    await writing;
    const { rows } = JSON.parse(lines().at(-1) ?? "");
    expect(rows.pet - 2).toBe(rows.empty);
  });
});
