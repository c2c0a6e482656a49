// The embedded PostgreSQL: finding a port, starting it under the supervisor, and the application's own role in it.
import { createServer } from "node:net";
import path from "node:path";
import { shown } from "./checkout.js";
import { secretsOf } from "./data-folder.js";
import { codeOf, ExpectedFailure } from "./failure.js";
import { findRunner } from "./postgres-binaries.js";
import { ensureCluster, readPostmaster } from "./postgres-cluster.js";

/** @typedef {import("./data-folder.js").DataFolder} DataFolder */
/** @typedef {import("./supervisor.js").Supervisor} Supervisor */

/** Above what a crash recovery of a small database takes. */
const READY_MS = 180_000;
/** Between finding a free port and taking it another program may take it. */
const PORT_TRIES_MAX = 5;
/** PostgreSQL's code. */
const WRONG_PASSWORD = "28P01";
/** The database is the last to stop. */
const LAST_STAGE = 9;

const OPTIONS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  log_connections: "off",
  log_line_prefix: "%m [%p] ",
};
/** For databases that are thrown away. */
const NOT_DURABLE = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** @returns {Promise<number>} a port of the loopback address that nobody listens on */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : 0));
    });
  });
}

/** @param {string} role @param {string} password @param {number} port @param {string} database */
const urlOf = (role, password, port, database) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Starts the embedded PostgreSQL of a data folder, making it the first time.
 * @param {DataFolder} data
 * @param {Supervisor} supervisor
 * @param {{ durable?: boolean, mayCreateDatabases?: boolean }} [options] for tests: not durable, and a role that may create databases
 * @returns {Promise<string>} the address for the application's role
 * @throws {ExpectedFailure}
 */
export async function startPostgres(data, supervisor, options = {}) {
  const { durable = true, mayCreateDatabases = false } = options;
  const runner = findRunner(data.pgdata);
  const secrets = secretsOf(data);
  ensureCluster(data, runner, secrets.superuserPassword);
  for (let tries = 1; ; tries += 1) {
    const port = await findFreePort();
    /** @type {import("./postgres-keeper.js").KeeperTask} */
    const task = {
      runner,
      pgdata: data.pgdata,
      port,
      logFile: path.join(data.logs, "postgres.log"),
      options: durable ? OPTIONS : { ...OPTIONS, ...NOT_DURABLE },
    };
    try {
      await supervisor.start({
        name: "PostgreSQL",
        file: process.execPath,
        args: [path.join(import.meta.dirname, "postgres-keeper.js"), JSON.stringify(task)],
        env: process.env,
        cwd: data.home,
        output: "inherit",
        log: shown(task.logFile),
        stage: LAST_STAGE,
        readyMs: READY_MS,
      });
    } catch (thrown) {
      if (tries < PORT_TRIES_MAX && thrown instanceof ExpectedFailure && /could not (bind|create any TCP)/.test(thrown.message)) continue;
      throw thrown;
    }
    try {
      await ensureRole(urlOf("postgres", secrets.superuserPassword, port, "postgres"), secrets.appPassword, mayCreateDatabases);
    } catch (thrown) {
      if (codeOf(thrown) !== WRONG_PASSWORD) throw thrown;
      throw new ExpectedFailure(`The secrets.json in ${data.shown} does not belong to the database beside it: put the right one back, or restore a backup into a new folder (QUORUM_DATA).`);
    }
    return urlOf("quorum", secrets.appPassword, port, "quorum");
  }
}

/**
 * The application's role owns its database and can do nothing beyond it.
 * @param {string} superuserUrl
 * @param {string} password of characters that need no quoting
 * @param {boolean} mayCreateDatabases
 */
async function ensureRole(superuserUrl, password, mayCreateDatabases) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'quorum') AS role, EXISTS (SELECT FROM pg_database WHERE datname = 'quorum') AS database");
    const rights = `NOSUPERUSER NOCREATEROLE ${mayCreateDatabases ? "CREATEDB" : "NOCREATEDB"}`;
    if (!rows[0].role) await client.query(`CREATE ROLE quorum LOGIN PASSWORD '${password}' ${rights}`);
    if (!rows[0].database) await client.query("CREATE DATABASE quorum OWNER quorum");
  } finally {
    await client.end();
  }
}

/**
 * The address of the database of a copy that is running.
 * @param {DataFolder} data
 * @returns {string | null} null while it is starting or stopping
 */
export function findRunningPostgres(data) {
  const postmaster = readPostmaster(data.pgdata);
  if (postmaster === null || !postmaster.ready || postmaster.port === null) return null;
  return urlOf("quorum", secretsOf(data).appPassword, postmaster.port, "quorum");
}
