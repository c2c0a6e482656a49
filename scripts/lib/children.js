// How the starter runs the product's own processes: their environment, their output, their place in the order.
import path from "node:path";
import { CHECKOUT, shown } from "./checkout.js";
import { openLog } from "./log-file.js";
import { withoutNpm } from "./run-command.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./supervisor.js").ProcessSpec} ProcessSpec */

/** In development the first start compiles. */
const READY_MS = 180_000;
const FIRST_STAGE = 0;

/**
 * @param {NodeJS.ProcessEnv} env of the starter
 * @param {Settings} settings
 * @param {{ databaseUrl: string, authSecret: string, dev: boolean }} found
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnv(env, settings, { databaseUrl, authSecret, dev }) {
  const names = new Set(SETTINGS.map(({ name }) => name));
  const rest = Object.entries(withoutNpm(env)).filter(([name]) => !names.has(name));
  return {
    ...Object.fromEntries(rest),
    ...settings.values,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    PUBLIC_URL: settings.publicUrl,
    EMBEDDED: settings.databaseUrl === null ? "1" : "0",
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Where a process writes: in a terminal to a file, so that the starter's own words stay readable; otherwise to the
 * starter's output, where a process manager looks for it.
 * @param {string} name
 * @param {string} logs
 * @param {boolean} terminal
 * @returns {Pick<ProcessSpec, "output" | "log">}
 */
export function outputOf(name, logs, terminal) {
  if (!terminal) return { output: "inherit", log: "see above" };
  const file = path.join(logs, `${name}.log`);
  return { output: openLog(file), log: shown(file) };
}

/**
 * @param {string} name
 * @param {string[]} args with which Node runs it
 * @param {{ env: NodeJS.ProcessEnv, logs: string, terminal: boolean }} how
 * @returns {ProcessSpec}
 */
export function processSpec(name, args, { env, logs, terminal }) {
  return {
    name,
    file: process.execPath,
    args: ["--import", new URL("./orphan-guard.js", import.meta.url).href, ...args],
    env,
    cwd: CHECKOUT,
    ...outputOf(name, logs, terminal),
    stage: FIRST_STAGE,
    readyMs: READY_MS,
  };
}
