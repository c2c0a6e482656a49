/** Paxos by what it must never do: overrule a value that may have been chosen. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { ChosenWorld } from "./paxos-chosen";
import type { ProposeWorld } from "./paxos-must-propose";

/**
 * Values that may have been chosen at some reported ballot, as far as the promises show: whoever has not answered may
 * have accepted it, and so may those who accepted something later since.
 */
function perhapsChosen({ acceptors, promises }: ProposeWorld): string[] {
  const silent = acceptors - promises.length;
  return promises.flatMap(({ accepted }) => {
    if (accepted === null) return [];
    const atOrAfter = promises.filter((one) => one.accepted !== null && one.accepted.ballot >= accepted.ballot);
    const mayHave = atOrAfter.filter((one) => one.accepted?.value === accepted.value);
    const isOverruled = atOrAfter.some((one) => one.accepted?.value !== accepted.value);
    return !isOverruled && mayHave.length + silent > acceptors / 2 ? [accepted.value] : [];
  });
}

test("paxos-must-propose never overrules a value that may have been chosen, and reports the top of the ballots", () => {
  let decided = 0;
  for (const { world, truth } of drawnWorlds<ProposeWorld>("paxos-must-propose", 500)) {
    const perhaps = new Set(perhapsChosen(world));
    if (perhaps.size > 0) {
      decided += 1;
      expect([...perhaps]).toEqual([truth.value]);
    }
    const byBallot = world.promises.flatMap(({ accepted }) => accepted ?? []).sort((one, other) => other.ballot - one.ballot);
    expect(truth.value).toBe(byBallot[0]?.value ?? world.wish);
  }
  expect(decided).toBeGreaterThan(100);
});

test("paxos-chosen agrees with the search for a majority at one ballot, and no other value is chosen later", () => {
  for (const { world, truth } of drawnWorlds<ChosenWorld>("paxos-chosen", 500)) {
    const subsets = Array.from({ length: 2 ** world.acceptors }, (_, bits) => [..."ABCDEFG"].filter((__, index) => bits & (1 << index)));
    const majorities = subsets.filter((set) => set.length * 2 > world.acceptors);
    const winning = world.ballots.filter(({ acceptedBy }) => majorities.some((set) => set.every((name) => acceptedBy.includes(name))));
    expect(truth).toEqual({ chosen: winning[0]?.value ?? "nothing", ballot: winning[0]?.ballot ?? 0 });
    expect(new Set(winning.map(({ value }) => value)).size).toBeLessThanOrEqual(1);
  }
});
