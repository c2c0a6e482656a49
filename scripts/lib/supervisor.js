// Keeps the processes of the product alive and stops them in order. Each runs in its own process group, with an IPC
// channel whose end tells it that the supervisor is gone.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { ExpectedFailure, messageOf } from "./failure.js";

/**
 * @typedef {object} Limits all in milliseconds
 * @property {number} restartMinMs the pause before the first restart; it doubles with each further one
 * @property {number} restartMaxMs
 * @property {number} steadyMs a process that ran this long counts as well again
 * @property {number} drainMs after the word stop, to finish what was begun
 * @property {number} termMs after SIGTERM
 * @property {number} killMs after SIGKILL
 */

/** Two stages of stopping (the processes, then the database) stay below 10 s together. @type {Limits} */
export const LIMITS = { restartMinMs: 250, restartMaxMs: 30_000, steadyMs: 60_000, drainMs: 4_000, termMs: 400, killMs: 300 };

/**
 * @typedef {object} ProcessSpec
 * @property {string} name as the user reads it
 * @property {string} file
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {"inherit" | number} output where stdout and stderr go: the starter's own, or an open file
 * @property {string} log where that is, for a message
 * @property {number} stage of stopping: low first
 * @property {number} readyMs how long it may take to say that it is ready
 */

/**
 * @typedef {object} Kept
 * @property {ProcessSpec} spec
 * @property {import("node:child_process").ChildProcess | null} child
 * @property {boolean} stopping
 * @property {number} restartsInARow
 * @property {number} startedAtMs
 * @property {NodeJS.Timeout | null} restart
 * @property {string} reason why it ended, as it said itself
 */

/** @typedef {{ type?: string, text?: string }} ChildMessage `ready`, `failed` with its reason, or a `note` for the user */

/**
 * @typedef {object} Supervisor
 * @property {(spec: ProcessSpec) => Promise<void>} start resolves when the process says that it is ready; from then on it is kept alive
 * @property {(spec: ProcessSpec) => void} runOnce starts a process that nobody waits for and that ends by itself; it is stopped with the others
 * @property {() => Promise<void>} stop stops all, stage by stage; calling it again waits for the same end
 * @property {(name: string) => number | null} pidOf
 */

/**
 * @param {(line: string) => void} say
 * @param {Limits} [limits]
 * @returns {Supervisor}
 */
export function createSupervisor(say, limits = LIMITS) {
  /** @type {Kept[]} */
  const all = [];
  /** @type {Promise<void> | null} */
  let end = null;

  /** @param {Kept} kept */
  function launch(kept) {
    const { spec } = kept;
    const child = spawn(spec.file, spec.args, { cwd: spec.cwd, env: spec.env, detached: true, stdio: ["ignore", spec.output, spec.output, "ipc"] });
    kept.child = child;
    kept.startedAtMs = performance.now();
    kept.reason = "";
    attend(child, kept, say);
    return child;
  }

  /** @param {Kept} kept @param {import("node:child_process").ChildProcess} child */
  function keepAlive(kept, child) {
    child.once("exit", (code, signal) => {
      if (kept.stopping) return;
      if (performance.now() - kept.startedAtMs >= limits.steadyMs) kept.restartsInARow = 0;
      const pauseMs = Math.min(limits.restartMinMs * 2 ** kept.restartsInARow, limits.restartMaxMs);
      kept.restartsInARow += 1;
      say(`${kept.spec.name} stopped unexpectedly (${howItEnded(kept, code, signal)}); starting it again in ${pauseMs / 1000} s.`);
      kept.restart = setTimeout(() => keepAlive(kept, launch(kept)), pauseMs);
    });
  }

  /** @param {ProcessSpec} spec */
  async function start(spec) {
    const kept = keep(spec);
    if (end !== null) throw new ExpectedFailure(`${spec.name} was not started: Quorum is stopping.`);
    all.push(kept);
    const child = launch(kept);
    await readiness(child, kept);
    keepAlive(kept, child);
  }

  /** @param {ProcessSpec} spec */
  function runOnce(spec) {
    if (end !== null) return;
    const kept = keep(spec);
    all.push(kept);
    launch(kept).once("exit", (code, signal) => {
      if (code !== 0 && !kept.stopping) say(`${spec.name} ended before it was done (${howItEnded(kept, code, signal)}). The next start goes on with it.`);
    });
  }

  /** @param {Kept} kept */
  async function stopOne(kept) {
    kept.stopping = true;
    if (kept.restart !== null) clearTimeout(kept.restart);
    const { child } = kept;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    /** @param {number} ms @returns {Promise<boolean>} whether it still runs */
    const stillThere = (ms) => Promise.race([ended.then(() => false), sleep(ms, true, { ref: false })]);
    if (child.connected) child.send({ type: "stop" }, () => {});
    if (!(await stillThere(limits.drainMs))) return;
    signalGroup(child, "SIGTERM");
    if (!(await stillThere(limits.termMs))) return;
    say(`${kept.spec.name} did not stop in time and was ended.`);
    signalGroup(child, "SIGKILL");
    await stillThere(limits.killMs);
  }

  async function stopAll() {
    for (const stage of [...new Set(all.map((kept) => kept.spec.stage))].sort((a, b) => a - b)) {
      await Promise.all(all.filter((kept) => kept.spec.stage === stage).map(stopOne));
    }
  }

  return {
    start,
    runOnce,
    stop: () => (end ??= stopAll()),
    pidOf: (name) => all.find((kept) => kept.spec.name === name)?.child?.pid ?? null,
  };
}

/**
 * Hears what a process says, and notes its end.
 * @param {import("node:child_process").ChildProcess} child
 * @param {Kept} kept
 * @param {(line: string) => void} say
 */
function attend(child, kept, say) {
  const { name } = kept.spec;
  child.on("message", (/** @type {ChildMessage} */ { type, text = "" }) => {
    if (type === "note") say(`${name}: ${text}`);
    if (type === "failed") kept.reason = text;
    if (type === "ready" && kept.restartsInARow > 0) say(`${name} runs again (process ${child.pid}).`);
  });
  // Without a listener this would be thrown. An exit follows, or the channel's end does.
  child.on("error", (error) => (kept.reason = messageOf(error)));
  child.once("exit", () => {
    signalGroup(child, "SIGKILL");
    if (kept.child === child) kept.child = null;
  });
}

/** @param {ProcessSpec} spec @returns {Kept} */
const keep = (spec) => ({ spec, child: null, stopping: false, restartsInARow: 0, startedAtMs: 0, restart: null, reason: "" });

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}

/**
 * @param {Kept} kept
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {string}
 */
function howItEnded({ reason, spec }, code, signal) {
  return reason === "" ? `${signal ?? `exit code ${code}`}; its log may say more: ${spec.log}` : reason;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {Kept} kept
 * @returns {Promise<void>}
 * @throws {ExpectedFailure} when it ends, or says nothing for too long
 */
function readiness(child, kept) {
  const { name, readyMs, log } = kept.spec;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ExpectedFailure(`${name} was not ready after ${readyMs / 1000} s: its log may say why (${log}).`)), readyMs);
    child.on("message", (/** @type {ChildMessage} */ { type }) => {
      if (type !== "ready") return;
      clearTimeout(timer);
      resolve();
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      reject(new ExpectedFailure(`${name} did not start (${howItEnded(kept, code, signal)}).`));
    });
  });
}
