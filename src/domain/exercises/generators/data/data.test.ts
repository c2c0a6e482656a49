/** The windows against a job that really closes them; the consumer against a log whose effects are counted. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { OffsetWorld } from "./offset-commit";
import type { WatermarkWorld } from "./watermark-window";

test("watermark-window: a job that steps its clock second by second and closes each window once counts the same", () => {
  for (const { world, truth } of drawnWorlds<WatermarkWorld>("watermark-window", 300)) {
    const closed = new Set<number>();
    let clock = -1000;
    for (const { id, happened } of world.events) {
      const number = [...Array(happened + 1).keys()].filter((second) => second > 0 && second % world.windowSeconds === 0).length;
      const start = number * world.windowSeconds;
      expect(truth[id]).toBe(closed.has(number) ? "late" : `${start} to ${start + world.windowSeconds}`);
      while (clock < happened - world.slackSeconds) {
        clock += 1;
        if (clock > 0 && clock % world.windowSeconds === 0) closed.add(clock / world.windowSeconds - 1);
      }
    }
    expect(truth["watermark"]).toBe(clock);
  }
});

/** How often each record takes effect if the consumer starts again from what was committed, and works all of it off. */
function effectsOf({ start, batch, commits, last }: OffsetWorld, end: number): { effects: Map<number, number>; stored: number } {
  const effects = new Map<number, number>();
  let stored = start;
  let isUp = true;
  for (let at = start; isUp; at += 1) {
    if (commits === "before" && (at - start) % batch === 0) stored = at + batch;
    if (commits === "after" && at > start && (at - start) % batch === 0) stored = at;
    effects.set(at, 1);
    isUp = at < last;
  }
  for (let at = stored; at < end; at += 1) effects.set(at, (effects.get(at) ?? 0) + 1);
  return { effects, stored };
}

test("offset-commit: what the effects of all records say, counted one by one", () => {
  for (const { world, truth } of drawnWorlds<OffsetWorld>("offset-commit", 500)) {
    const end = world.last + 3 * world.batch;
    const { effects, stored } = effectsOf(world, end);
    const counts = Array.from({ length: end - world.start }, (_, index) => effects.get(world.start + index) ?? 0);
    expect(truth).toEqual({ committed: stored, lost: counts.filter((count) => count === 0).length, twice: counts.filter((count) => count === 2).length });
  }
});

test("offset-commit: what is lost or done twice follows a committed offset that was written", () => {
  const world: OffsetWorld = { start: 100, batch: 5, commits: "after", last: 107 };
  expect(generatorCalled("offset-commit").solve(world)).toEqual({ committed: 105, lost: 0, twice: 3 });
  expect(generatorCalled("offset-commit").solve(world, { committed: 110 })).toEqual({ committed: 105, lost: 2, twice: 0 });
});
