/** Backoff and retries against programs that do them. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { BackoffWorld } from "./backoff-bounds";
import type { LayersWorld } from "./retry-amplification";

/** The waits of a client, retry by retry, if its dice always show `fraction`. */
function waits({ jitter, baseMs, capMs }: BackoffWorld, fraction: number, count: number): number[] {
  let backoff = baseMs;
  return Array.from({ length: count }, () => {
    const capped = backoff < capMs ? backoff : capMs;
    backoff *= 2;
    return jitter === "full" ? fraction * capped : capped / 2 + fraction * (capped / 2);
  });
}

test("backoff-bounds: a client waits so long if its dice always show the lowest, and the highest", () => {
  for (const { world, truth } of drawnWorlds<BackoffWorld>("backoff-bounds", 300)) {
    const [low, high] = [0, 1].map((fraction) => waits(world, fraction, world.retries[1])) as [number[], number[]];
    const [one, other] = world.retries;
    expect(truth).toEqual({ low1: low[one - 1], high1: high[one - 1], low2: low[other - 1], high2: high[other - 1] });
  }
});

/** Calls at the bottom, counted by calling. */
function callsByCalling(layers: LayersWorld["layers"]): number {
  const [layer, ...below] = layers;
  if (layer === undefined) return 1;
  let calls = callsByCalling(below);
  for (let again = layer.counted === "retries" ? 0 : 1; again < layer.times; again += 1) calls += callsByCalling(below);
  return calls;
}

test("retry-amplification agrees with counting the calls", () => {
  for (const { world, truth } of drawnWorlds<LayersWorld>("retry-amplification", 300)) {
    const calmed = world.layers.filter(({ name }) => name !== world.calmed);
    expect(truth).toEqual({ calls: callsByCalling(world.layers), calmed: callsByCalling(calmed) });
  }
});
