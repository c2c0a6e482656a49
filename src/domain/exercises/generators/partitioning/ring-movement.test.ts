/** The ring by steps of one round it, and the fair share by rings of chance. */
import { random } from "@/domain/kernel/seeded-random";
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { type MovementWorld, RING_SIZE } from "./ring-movement";

/** Walks clockwise, one position at a time, until a machine stands there. */
function ownerByWalking(machines: MovementWorld["machines"], from: number): string {
  for (let at = from; ; at = (at + 1) % RING_SIZE) {
    const found = machines.find((machine) => machine.at === at);
    if (found !== undefined) return found.name;
  }
}

/** Mean stretch of one machine among so many, over 20,000 rings of chance. */
function meanStretch(machines: number): number {
  const dice = random(7, "rings");
  let sum = 0;
  for (let ring = 0; ring < 20_000; ring += 1) sum += Math.min(...Array.from({ length: machines - 1 }, () => dice.fraction()), 1);
  return sum / 20_000;
}

test("agrees with a walk round the ring, and with the mean stretch of rings of chance", () => {
  const stretches = new Map([2, 3, 4, 5, 6, 7].map((machines) => [machines, 100 * meanStretch(machines)]));
  for (const { world, truth } of drawnWorlds<MovementWorld>("ring-movement", 300)) {
    const { machines, change } = world;
    const after = change.kind === "joins" ? [...machines, change] : machines.filter(({ name }) => name !== change.name);
    const moved = world.keys.filter(({ at }) => ownerByWalking(machines, at) !== ownerByWalking(after, at));
    expect(truth.moved).toEqual(moved.map(({ name }) => name));
    const most = Math.max(machines.length, after.length);
    expect(Math.abs(Number(truth.share) - (stretches.get(most) ?? 0))).toBeLessThan(1);
  }
});
