import { Interrupted } from "./failure.js";

/** Ctrl-C, the word of a process manager, a terminal that is closed. */
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** How often it is looked whether npm's shell is still there. */
const PARENT_POLL_MS = 250;

/**
 * An abort signal that the first of these raises. Further ones change nothing: npm passes on what the terminal has
 * already sent to the whole process group, so one Ctrl-C may arrive twice.
 * @returns {AbortSignal}
 */
export function listenForStop() {
  const controller = new AbortController();
  for (const name of SIGNALS) process.on(name, () => controller.abort());
  // SIGTERM to npm ends npm and its shell, and never comes as far as here: all that is seen is a new parent.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) setInterval(() => process.ppid !== parent && controller.abort(), PARENT_POLL_MS).unref();
  // A terminal that is gone must not end the stopping half way.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  return controller.signal;
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>} resolves when it is raised
 */
export function raised(signal) {
  return new Promise((resolve) => {
    // An abort signal alone does not keep a process alive.
    const awake = setInterval(() => {}, 2 ** 30);
    const done = () => {
      clearInterval(awake);
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener("abort", done, { once: true });
  });
}

/**
 * Waits for something, but not beyond the signal.
 * @template T
 * @param {AbortSignal} signal
 * @param {Promise<T>} work goes on unwatched when the signal comes first
 * @returns {Promise<T>}
 * @throws {Interrupted}
 */
export async function unlessRaised(signal, work) {
  /** @type {() => void} */
  let forget = () => {};
  /** @type {Promise<never>} */
  const interrupted = new Promise((_resolve, reject) => {
    const refuse = () => reject(new Interrupted());
    if (signal.aborted) refuse();
    signal.addEventListener("abort", refuse, { once: true });
    forget = () => signal.removeEventListener("abort", refuse);
  });
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    forget();
  }
}
