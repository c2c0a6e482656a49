/** The saga against a stack of changes that is unwound. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { SagaWorld } from "./saga-compensation";

test("runs as a stack: every committed change is pushed, and the failure pops until no change is left", () => {
  for (const { world, truth } of drawnWorlds<SagaWorld>("saga-compensation", 300)) {
    const inForce: string[] = [];
    const popped: string[] = [];
    for (const [index, { name, changes }] of world.steps.entries()) {
      if (index === world.failsAt) break;
      if (changes) inForce.push(name);
    }
    for (let name = inForce.pop(); name !== undefined; name = inForce.pop()) popped.push(name);
    expect(truth).toEqual({ undone: popped });
  }
});
