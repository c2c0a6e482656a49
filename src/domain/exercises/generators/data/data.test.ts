/** The windows against a job that really closes them. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
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
