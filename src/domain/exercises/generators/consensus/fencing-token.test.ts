/** The store by what a fence must hold: no applied write is older than any that was applied before it, and no other is refused. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { FencingWorld } from "./fencing-token";

test("a write is refused exactly if a newer token came before it", () => {
  for (const { world, truth } of drawnWorlds<FencingWorld>("fencing-token", 300)) {
    const writes = world.events.flatMap((event) => (event.kind === "write" ? [event] : []));
    for (const [place, { id, token }] of writes.entries()) {
      expect(truth[id]).toBe(writes.slice(0, place).some((earlier) => earlier.token > token) ? "refused" : "applied");
    }
  }
});

test("a verdict that a learner wrote is taken over: a token that was refused is not the highest seen", () => {
  const write = (id: string, token: number) => ({ kind: "write", id, client: "Ann", token }) as const;
  const world: FencingWorld = { events: [write("w1", 33), write("w2", 34), write("w3", 33)] };
  expect(generatorCalled("fencing-token").solve(world, { w2: "refused" })).toEqual({ w1: "applied", w2: "applied", w3: "applied" });
});
