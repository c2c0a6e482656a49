import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 10;
/** Beside all the other tests, on a busy machine. */
const WAIT_MS_MAX = 60_000;

/** Waits for a condition, however long the machine takes, and fails with the words for it. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>, { lookMs = LOOK_MS, msMax = WAIT_MS_MAX } = {}): Promise<void> {
  const until = performance.now() + msMax;
  while (!(await holds())) {
    if (performance.now() > until) throw new Error(`Waited ${msMax / 1_000} s in vain until ${what}.`);
    await sleep(lookMs);
  }
}
