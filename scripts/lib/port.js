import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, ExpectedFailure, messageOf } from "./failure.js";

const RETRY_MS = 200;

/**
 * Tries to listen for a moment.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<unknown>} the error, or null
 */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/**
 * Makes sure that the product will be able to listen.
 * @param {number} port
 * @param {string} host
 * @param {number} patienceMs how long a port in use may take to become free: what a crashed copy left may be ending
 * @throws {ExpectedFailure}
 */
export async function needPort(port, host, patienceMs) {
  const until = Date.now() + patienceMs;
  let error = await tryToListen(port, host);
  while (codeOf(error) === "EADDRINUSE" && Date.now() < until) {
    await sleep(RETRY_MS);
    error = await tryToListen(port, host);
  }
  if (error === null) return;
  const code = codeOf(error);
  if (code === "EADDRINUSE") {
    throw new ExpectedFailure(`Port ${port} of ${host} is taken by another program: choose another one with "npm start -- --port ${port === 65_535 ? 3000 : port + 1}" or PORT.`);
  }
  if (code === "EACCES") throw new ExpectedFailure(`This user may not listen on port ${port}: choose one above 1023 with "npm start -- --port 3000" or PORT.`);
  throw new ExpectedFailure(`Cannot listen on HOST=${host} (${messageOf(error)}): choose an address of this machine. Example: HOST=0.0.0.0`);
}
