/** The memory of the stages against the paper's own figures, and against a layout of every byte. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { ZeroWorld } from "./zero-memory";

test.each([
  [1, 31.4],
  [2, 16.6],
  [3, 1.9],
])("Rajbhandari et al. 2020, figure 1: 7.5 billion parameters on 64 GPUs, stage %i takes %d GB", (stage, total) => {
  expect(generatorCalled("zero-memory").solve({ billions: 7.5, gpus: 64, stage })["total"]).toBeCloseTo(total, 1);
});

/** What of each parameter is stored, and in which stage it is no longer stored by everybody. */
const STORED: readonly (readonly [bytes: number, sharedUntil: number])[] = [[2, 3], [2, 2], [4, 1], [4, 1], [4, 1]];

test("what all GPUs hold together is each divided part once, and each other part once for every GPU", () => {
  for (const { world, truth } of drawnWorlds<ZeroWorld>("zero-memory", 300)) {
    const all = STORED.reduce((sum, [bytes, stage]) => sum + bytes * (world.stage < stage ? world.gpus : 1), 0);
    expect(Number(truth["total"]) * world.gpus).toBeCloseTo(all * world.billions, 6);
  }
});
