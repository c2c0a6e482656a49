// `npm start`: from a fresh clone to an address to click, and in order back again.
import { parseArgs } from "node:util";
import { build, checkContent, generateClient } from "./build.js";
import { productVersion, shown } from "./checkout.js";
import { childEnv, processSpec } from "./children.js";
import { openDataFolder, secretsOf } from "./data-folder.js";
import { ExpectedFailure, Interrupted } from "./failure.js";
import { needHealth } from "./health.js";
import { install } from "./install.js";
import { takeLock } from "./lock.js";
import { migrate, MIGRATIONS } from "./migrations.js";
import { needPort } from "./port.js";
import { startPostgres } from "./postgres.js";
import { LOAD_CONTENT, nodeArgs, PLAY_DEMO, PROCESSES } from "./processes.js";
import { runCommand } from "./run-command.js";
import { readSettings, withSettingsFile } from "./settings.js";
import { createSteps } from "./steps.js";
import { listenForStop, raised, unlessRaised } from "./stop-signal.js";
import { createSupervisor } from "./supervisor.js";

/** What a crashed copy left running drains for this long before its port is free. */
const LEFT_OVER_MS = 8_000;

const USAGE = `Usage: npm start -- [--port <number>] [--dev]
Starts Quorum. Settings are environment variables, or lines of a file .env; README.md lists them.`;

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./steps.js").Steps} Steps */
/** @typedef {import("./processes.js").ProductProcess} ProductProcess */

/**
 * What is started. The tests of the starter put something small in its place.
 * @typedef {object} Product
 * @property {(steps: Steps, stop: AbortSignal, dev: boolean) => Promise<void>} prepare what needs no database
 * @property {string} migrations a folder
 * @property {(env: NodeJS.ProcessEnv, stop: AbortSignal, dev: boolean) => Promise<void>} loadContent
 * @property {readonly ProductProcess[]} processes
 * @property {ProductProcess} [playDemo] what is played once the product is up, where there is a demo
 * @property {(part: ProductProcess, dev: boolean) => string[]} nodeArgs
 */

/** @type {Product} */
const QUORUM = { prepare, migrations: MIGRATIONS, loadContent, processes: PROCESSES, playDemo: PLAY_DEMO, nodeArgs };

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} given
 * @returns {{ env: NodeJS.ProcessEnv, dev: boolean, help: boolean }}
 */
function readOptions(argv, given) {
  try {
    const { values } = parseArgs({ args: argv, options: { dev: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } } });
    const env = withSettingsFile(given);
    return { env: values.port === undefined ? env : { ...env, PORT: values.port }, dev: values.dev ?? false, help: values.help ?? false };
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) throw thrown;
    throw new ExpectedFailure(`${thrown instanceof Error ? thrown.message : thrown}\n${USAGE}`);
  }
}

/**
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} given
 * @param {Product} [product]
 * @returns {Promise<number>} the exit code
 * @throws {ExpectedFailure}
 */
export async function startProduct(argv, given, product = QUORUM) {
  const { env, dev, help } = readOptions(argv, given);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const settings = readSettings(env);
  const stop = listenForStop();
  const steps = createSteps(process.stdout);
  const data = openDataFolder(settings.dataFolder);
  const lock = settings.databaseUrl === null ? takeLock(data.home, data.shown) : null;
  const supervisor = createSupervisor(steps.say);
  try {
    steps.say(`Quorum ${productVersion()}`);
    const started = await unlessRaised(stop, launch(product, { env, dev, settings, stop, steps, data, supervisor, patienceMs: lock?.tookOver ? LEFT_OVER_MS : 0 }));
    welcome(steps.say, settings, data.logs);
    if (settings.demo && product.playDemo !== undefined) supervisor.runOnce(started.specOf(product.playDemo));
    await raised(stop);
    steps.say("Stopping.");
  } catch (thrown) {
    // What fails because it was told to stop has not failed.
    throw stop.aborted ? new Interrupted() : thrown;
  } finally {
    await supervisor.stop();
    lock?.release();
  }
  steps.say("Stopped.");
  return 0;
}

/**
 * Everything from a free port to a product that is well.
 * @param {Product} product
 * @param {{ env: NodeJS.ProcessEnv, dev: boolean, settings: Settings, stop: AbortSignal, steps: Steps,
 *   data: import("./data-folder.js").DataFolder, supervisor: import("./supervisor.js").Supervisor, patienceMs: number }} how
 * @returns {Promise<{ specOf: (part: ProductProcess) => import("./supervisor.js").ProcessSpec }>} how further processes are run
 */
async function launch(product, { env, dev, settings, stop, steps, data, supervisor, patienceMs }) {
  await needPort(settings.port, settings.host, patienceMs);
  await product.prepare(steps, stop, dev);
  const databaseUrl = await steps.step("Database", async () => settings.databaseUrl ?? (await startPostgres(data, supervisor)));
  await steps.step("Migrations", async (note) => {
    const applied = await migrate(databaseUrl, product.migrations);
    note(applied.length === 0 ? "up to date" : `${applied.length} applied`);
  });
  const authSecret = settings.values.AUTH_SECRET ?? secretsOf(data).authSecret;
  const inner = childEnv(env, settings, { databaseUrl, authSecret, dev });
  // No process needs it to start with, and there is a second core.
  const index = product.loadContent(inner, stop, dev);
  index.catch(() => {});
  /** @param {ProductProcess} part */
  const specOf = (part) => processSpec(part.name, product.nodeArgs(part, dev), { env: inner, logs: data.logs, terminal: process.stdout.isTTY === true });
  for (const part of product.processes) {
    await steps.step(`Process ${part.name}`, async (note) => {
      await supervisor.start(specOf(part));
      note(`process ${supervisor.pidOf(part.name)}`);
    });
  }
  await steps.step("Search index", () => index);
  await steps.step("Health", () => needHealth(settings.host, settings.port, stop));
  return { specOf };
}

/** @type {Product["prepare"]} */
async function prepare(steps, stop, dev) {
  await steps.step("Dependencies", (note) => install(note, stop));
  await steps.step("Database client", (note) => generateClient(note, stop));
  if (!dev) await steps.step("Build", (note) => build(note, stop));
  await steps.step("Content", (note) => checkContent(note, stop));
}

/** @type {Product["loadContent"]} */
async function loadContent(env, stop, dev) {
  const { code, output } = await runCommand(process.execPath, nodeArgs(LOAD_CONTENT, dev), { env, signal: stop });
  if (code !== 0) throw new ExpectedFailure(`${output.trim()}\nThe content could not be loaded into the database (exit code ${code}).`);
}

/**
 * @param {(line: string) => void} say
 * @param {Settings} settings
 * @param {string} logs
 */
function welcome(say, settings, logs) {
  say("");
  say(`Quorum runs at ${settings.publicUrl}`);
  if (settings.demo) say(`Demo accounts   learner, interviewer, instructor: one click each at ${settings.publicUrl}/sign-in`);
  say(`To stop         Ctrl-C${process.stdout.isTTY === true ? `    Logs: ${shown(logs)}` : ""}`);
}
