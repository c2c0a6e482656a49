// Commands that a step waits for: installing, generating, building, checking.
import { spawn } from "node:child_process";
import { CHECKOUT } from "./checkout.js";
import { Interrupted } from "./failure.js";

/** How much of a command's output is kept for the message when it fails. */
const OUTPUT_CHARS_MAX = 200_000;

/** @typedef {{ code: number | null, output: string }} CommandResult `output`: both streams, in the order in which they came */

/**
 * Runs a command in the checkout and waits for its end.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal | undefined, onLine?: (line: string) => void, shell?: boolean }} [options]
 * @returns {Promise<CommandResult>}
 * @throws {Interrupted} when the signal aborts it
 */
export function runCommand(file, args, options = {}) {
  const { env = process.env, signal, onLine, shell = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: CHECKOUT, env, stdio: ["ignore", "pipe", "pipe"], shell });
    let output = "";
    let aborted = signal?.aborted ?? false;
    const stop = () => {
      aborted = true;
      child.kill("SIGTERM");
    };
    if (aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
        output = (output + text).slice(-OUTPUT_CHARS_MAX);
        const last = text.trimEnd().split("\n").at(-1)?.trim();
        if (last !== undefined && last !== "") onLine?.(last);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (aborted) reject(new Interrupted());
      else resolve({ code, output });
    });
  });
}

/**
 * The environment without what npm adds for the script that it runs, and without what only the starter reads.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNpm(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name)));
}
