import type { SeededRandom } from "../kernel/seeded-random";
import { assertNever } from "../kernel/assert";
import type { Delay } from "./cluster-plan";

/** Draws how long something takes, in whole microseconds. */
export function drawDelay({ kind, meanUs }: Delay, random: SeededRandom): number {
  switch (kind) {
    case "constant":
      return meanUs;
    case "uniform":
      return random.index(2 * meanUs + 1);
    case "exponential":
      return Math.round(meanUs * exponential(random));
    default:
      return assertNever(kind, "a delay");
  }
}

/**
 * A draw from the exponential distribution with mean 1 (von Neumann 1951, "Various techniques used in connection with
 * random digits"): it compares uniform numbers only. Math.log may differ in its last digit between engines, and one
 * digit would change a whole run.
 */
export function exponential(random: SeededRandom): number {
  for (let whole = 0; ; whole += 1) {
    const first = random.fraction();
    let last = first;
    let descending = 0;
    for (;;) {
      const next = random.fraction();
      if (next >= last) break;
      last = next;
      descending += 1;
    }
    if (descending % 2 === 0) return whole + first;
  }
}
