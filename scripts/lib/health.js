import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ExpectedFailure } from "./failure.js";

const HEALTH_MS_MAX = 30_000;
const POLL_MS = 50;
const ANSWER_MS = 5_000;

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<number>} the status, 0 without an answer
 */
function askHealth(host, port) {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: "/api/health", timeout: ANSWER_MS, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(0));
  });
}

/**
 * Waits until the product says that it is well.
 * @param {string} host that it listens on
 * @param {number} port
 * @param {AbortSignal} signal
 * @throws {ExpectedFailure}
 */
export async function needHealth(host, port, signal) {
  const reach = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  const until = Date.now() + HEALTH_MS_MAX;
  let status = 0;
  while (Date.now() < until && !signal.aborted) {
    status = await askHealth(reach, port);
    if (status === 200) return;
    await sleep(POLL_MS);
  }
  const found = status === 0 ? "no answer" : `status ${status}`;
  throw new ExpectedFailure(`Quorum started but is not well (GET /api/health: ${found}): the log says more.`);
}
