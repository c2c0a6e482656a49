// Before the end-to-end tests: the product itself, started as a user starts it, on an empty data folder.
// E2E_URL is its address, E2E_DATA its data folder, E2E_DATABASE_URL its database, E2E_LOG what it printed, CHROMIUM_PATH
// the browser.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { needChromium } from "./chromium.js";
import { openDataFolder } from "./data-folder.js";
import { ExpectedFailure } from "./failure.js";
import { findFreePort, findRunningPostgres } from "./postgres.js";
import { withoutNpm } from "./run-command.js";
import { makeThrowAwayFolder } from "./throw-away.js";

/** A fresh checkout is built first, and the machine may have other things to do. */
const START_MS_MAX = 900_000;

export async function setup() {
  // There are two projects of end-to-end tests, and one product for both: the first starts it, and ends it when all is done.
  if (process.env.E2E_URL !== undefined) return;
  process.env.CHROMIUM_PATH = await needChromium();
  const folder = makeThrowAwayFolder();
  const log = path.join(folder, "product.log");
  const data = path.join(folder, "data");
  const port = await findFreePort();
  const output = fs.openSync(log, "a");
  const env = { ...withoutNpm(process.env), PORT: String(port), HOST: "127.0.0.1", QUORUM_DATA: data };
  const product = spawn(process.execPath, ["scripts/start.js"], { cwd: CHECKOUT, env, stdio: ["ignore", output, output] });
  const ended = new Promise((resolve) => product.once("exit", resolve));
  const teardown = async () => {
    product.kill("SIGTERM");
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItRuns(log, product);
  } catch (thrown) {
    await teardown();
    throw thrown;
  }
  process.env.E2E_URL = `http://localhost:${port}`;
  process.env.E2E_DATA = data;
  process.env.E2E_DATABASE_URL = findRunningPostgres(openDataFolder(data)) ?? "";
  process.env.E2E_LOG = log;
  return teardown;
}

/**
 * @param {string} log
 * @param {import("node:child_process").ChildProcess} product
 */
async function untilItRuns(log, product) {
  const until = Date.now() + START_MS_MAX;
  for (;;) {
    const text = fs.readFileSync(log, "utf8");
    if (/^Quorum runs at /m.test(text)) return;
    if (product.exitCode !== null || Date.now() > until) throw new ExpectedFailure(`The product did not start:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
