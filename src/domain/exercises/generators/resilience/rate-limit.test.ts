/** The limiters against programs that live through every second. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { LimiterWorld } from "./rate-limit";

/** A limiter as a server would hold it: it is told each second, and asked for each request. */
function limiterOf({ limiter, size, seconds }: LimiterWorld): { tick(now: number): void; admits(now: number): boolean } {
  let tokens = size;
  const queue: number[] = [];
  let counted = 0;
  const bySecond = new Map<number, number>();
  const isDue = (now: number) => now > 0 && now % seconds === 0;
  const lastSeconds = (now: number) => Array.from({ length: seconds }, (_, back) => bySecond.get(now - back) ?? 0).reduce((sum, one) => sum + one, 0);
  switch (limiter) {
    case "token bucket":
      return { tick: (now) => void (isDue(now) && tokens < size && (tokens += 1)), admits: () => tokens > 0 && ((tokens -= 1), true) };
    case "leaky bucket":
      return { tick: (now) => void (isDue(now) && queue.shift()), admits: (now) => queue.length < size && queue.push(now) > 0 };
    case "fixed window":
      return { tick: (now) => void (isDue(now) && (counted = 0)), admits: () => counted < size && ((counted += 1), true) };
    case "sliding window":
      return { tick: () => undefined, admits: (now) => lastSeconds(now) < size && (bySecond.set(now, (bySecond.get(now) ?? 0) + 1), true) };
  }
}

test("rate-limit agrees with limiters that are run second by second", () => {
  for (const { world, truth } of drawnWorlds<LimiterWorld>("rate-limit", 500)) {
    const limiter = limiterOf(world);
    const verdicts: string[] = [];
    for (let now = 0; now <= Math.max(...world.arrivals); now += 1) {
      limiter.tick(now);
      for (const at of world.arrivals) if (at === now) verdicts.push(limiter.admits(now) ? "admitted" : "refused");
    }
    expect(Object.values(truth)).toEqual(verdicts);
  }
});
