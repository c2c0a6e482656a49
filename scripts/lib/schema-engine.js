#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`, which has to be downloaded: the same arguments and the same JSON-RPC
// over stdio, on top of the WASM build of that engine and adapter-pg. A tool for those who write migrations; the
// starter applies migrations by itself. Versions must move together: see package.json.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** What the native engine ends with after a panic. */
const PANIC_EXIT_CODE = 101;
/** What `diff` ends with where there is a difference. */
const EXIT_DIFFERS = 2;
/** Of a time in a migration's name: to the second. */
const STAMP_DIGITS = 14;
/** The catalogue's type "char", which adapter-pg 7.10 does not know (prisma/prisma issue 27403), and text. */
const OID_CHAR = 18;
const OID_TEXT = 25;

const argv = process.argv.slice(2);
/** @param {string} flag @returns {string[]} its values */
const valuesOf = (flag) => argv.flatMap((word, index) => (word === flag ? [argv[index + 1] ?? ""] : []));

/** @param {string} level @param {string} message @param {object} [fields] */
function log(level, message, fields = {}) {
  const line = { level, target: "schema_engine::logger", timestamp: new Date().toISOString(), fields: { message, ...fields } };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** @type {string} */
const url = JSON.parse(valuesOf("--datasource")[0] ?? "{}").url ?? "postgresql://127.0.0.1:1/none";

/** Prisma's code for what PostgreSQL or the network said. */
const CODES = /** @type {Record<string, string>} */ ({ "3D000": "P1003", "28P01": "P1000", ECONNREFUSED: "P1001", "42P04": "P1009" });

/**
 * `schema-engine cli can-connect-to-database|create-database|drop-database`
 * @param {string} command
 * @returns {Promise<number>} the exit code
 */
async function runCli(command) {
  log("INFO", `schema engine (wasm) ${command}`); // The command line drops the first line.
  const target = new URL(url);
  const name = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)));
  if (command !== "can-connect-to-database") target.pathname = "/postgres";
  target.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: target.href });
  try {
    await client.connect();
    if (command === "create-database") await client.query(`CREATE DATABASE ${name}`);
    if (command === "drop-database") await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
    return 0;
  } catch (thrown) {
    const error = /** @type {NodeJS.ErrnoException} */ (thrown);
    log("ERROR", error.message || String(error.code), { is_panic: false, error_code: CODES[error.code ?? ""] ?? "P1010" });
    return 1;
  }
}

/**
 * Teaches an adapter, and the transactions that share its prototype, the type "char".
 * @template {object} T
 * @param {T} adapter
 * @returns {T}
 */
function withCharColumns(adapter) {
  const queryable = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  if (queryable.knowsChar === true) return adapter;
  queryable.knowsChar = true;
  const columns = new WeakMap();
  const { performIO, queryRaw } = queryable;
  queryable.performIO = async function (/** @type {object} */ query) {
    const result = await performIO.call(this, query);
    const fields = /** @type {{ dataTypeID: number }[]} */ (result.fields ?? []);
    columns.set(query, fields.flatMap((field, index) => (field.dataTypeID === OID_CHAR ? [index] : [])));
    for (const field of fields) if (field.dataTypeID === OID_CHAR) field.dataTypeID = OID_TEXT;
    return result;
  };
  queryable.queryRaw = async function (/** @type {object} */ query) {
    const result = await queryRaw.call(this, query);
    for (const index of columns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

class MigrationPg extends PrismaPg {
  /** @override */
  async connect() {
    return withCharColumns(await super.connect());
  }

  /** adapter-pg's own stays in the database of the address, and drops the shadow while it is connected to it. @override */
  async connectToShadowDb() {
    const admin = await this.connect();
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await admin.executeScript(`CREATE DATABASE "${name}"`);
    const target = new URL(url);
    target.pathname = `/${name}`;
    const shadow = await new MigrationPg({ connectionString: target.href }).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await admin.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.dispose();
    };
    return shadow;
  }
}

const panics = {
  message: "",
  /** @param {string} message */
  set_message(message) {
    this.message = message;
  },
};

/**
 * What the package's own types do not say.
 * @typedef {object} Bindings
 * @property {(exports: unknown) => void} __wbg_set_wasm
 * @property {{ new: (options: { datamodels: string[][] | undefined }, log: (line: string) => void, adapter: unknown) => Promise<Engine> }} SchemaEngine
 */
/** @typedef {Record<string, (params: unknown) => Promise<unknown>>} Engine its methods are those of the JSON-RPC */

/** @returns {Promise<Engine>} */
async function makeEngine() {
  // The WASM module looks for it under this name.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const imports = /** @type {WebAssembly.Imports} */ (/** @type {unknown} */ ({ "./schema_engine_bg.js": wasm }));
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(folder, "schema_engine_bg.wasm")), imports);
  const bindings = /** @type {Bindings} */ (/** @type {unknown} */ (wasm));
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  const datamodels = valuesOf("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationPg({ connectionString: url }));
  return bindings.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, (/** @type {string} */ line) => log("INFO", line), adapter);
}

/** @typedef {{ migrationsList: object, schema: { files: object[] }, filters: object, migrationName: string, draft: boolean }} Asked */

/**
 * The SQL from the migrations to the schema, by way of `diff`: only there does the WASM engine get itself a shadow database
 * (elsewhere it "must be provided through an external factory").
 * @param {Engine} engine
 * @param {Asked} asked
 * @returns {Promise<string | null>} null: there is no difference
 */
async function sqlTo(engine, { migrationsList, schema, filters }) {
  const asked = { from: { tag: "migrations", ...migrationsList }, to: { tag: "schemaDatamodel", files: schema.files }, script: true, exitCode: true, shadowDatabaseUrl: null, filters };
  const { exitCode, stdout } = /** @type {{ exitCode: number, stdout: string }} */ (await engine.diff?.(asked));
  return exitCode === EXIT_DIFFERS ? stdout : null;
}

/** Methods of the engine that need a shadow database. @type {Record<string, (engine: Engine, asked: Asked) => Promise<object>>} */
const BY_DIFF = {
  /** Whether a step loses data is not said: whoever writes a migration reads its SQL. */
  async evaluateDataLoss(engine, asked) {
    return { migrationSteps: (await sqlTo(engine, asked)) === null ? 0 : 1, warnings: [], unexecutableSteps: [] };
  },
  async createMigration(engine, asked) {
    const sql = await sqlTo(engine, asked);
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, STAMP_DIGITS);
    const migrationScript = sql ?? (asked.draft ? "-- This is an empty migration." : null);
    return { connectorType: "postgresql", generatedMigrationName: `${stamp}_${asked.migrationName}`, migrationScript, extension: "sql" };
  },
};

/** @param {object} message */
const reply = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** @param {unknown} error @returns {never} */
function panic(error) {
  log("ERROR", panics.message || (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exit(PANIC_EXIT_CODE);
}

/** @param {unknown} thrown @returns {object} as the native engine describes an error */
function describeError(thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof Error && "code" in thrown ? { error_code: thrown.code } : {};
  try {
    return { is_panic: false, message, ...code, ...JSON.parse(message) };
  } catch {
    return { is_panic: false, message, ...code };
  }
}

function serve() {
  /** @type {Promise<Engine> | undefined} */
  let engine;
  let pending = 0;
  let prints = 0;
  let closed = false;

  /** @param {string} method @param {unknown} params @returns {Promise<unknown>} */
  async function call(method, params) {
    const made = await (engine ??= makeEngine());
    if (method === "getDatabaseVersion") return made.version?.(null);
    // The methods belong to the engine: taken off it they would not know it.
    if (BY_DIFF[method] !== undefined) return BY_DIFF[method](made, /** @type {Asked} */ (params));
    if (method !== "diff") return made[method]?.(params);
    const { exitCode, stdout } = /** @type {{ exitCode: number, stdout: string | null }} */ (await made.diff?.(params));
    if (stdout) reply({ id: (prints += 1), method: "print", params: { content: stdout } });
    return { exitCode, stdout: null };
  }

  /** @param {string} line */
  async function answer(line) {
    const { id, method, params } = JSON.parse(line);
    if (method === undefined) return; // The other side confirms what we printed.
    pending += 1;
    try {
      reply({ id, result: (await call(method, params)) ?? {} });
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) panic(thrown);
      reply({ id, error: { code: 4466, message: "An error happened.", data: describeError(thrown) } });
    }
    pending -= 1;
    if (closed && pending === 0) process.exit(0);
  }

  process.on("uncaughtException", panic);
  readline
    .createInterface({ input: process.stdin })
    .on("line", (line) => void answer(line))
    .on("close", () => {
      closed = true;
      if (pending === 0) process.exit(0);
    });
}

if (argv[0] === "--version" || argv[0] === "-V") console.log("schema-engine-cli wasm");
else if (argv.includes("cli")) process.exit(await runCli(argv[argv.indexOf("cli") + 1] ?? ""));
else serve();
