/** The rule of the paper's figure 2, by brute force over all majorities. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { commitIndexOf, type CommitWorld } from "./raft-commit-index";

/** Every set of servers that is a majority, as indexes. */
function majorities(servers: number): number[][] {
  const sets = Array.from({ length: 2 ** servers }, (_, bits) => Array.from({ length: servers }, (__, index) => index).filter((index) => bits & (1 << index)));
  return sets.filter((set) => set.length > servers / 2);
}

/** The largest index above the commit index that some majority holds whole and that has an entry of the current term. */
function byBruteForce({ terms, matchIndex, commitIndex, currentTerm }: CommitWorld): number {
  const held = (index: number) => majorities(matchIndex.length).some((set) => set.every((server) => (matchIndex[server] ?? 0) >= index));
  const indexes = terms.map((_, place) => place + 1).filter((index) => index > commitIndex && held(index) && terms[index - 1] === currentTerm);
  return Math.max(commitIndex, ...indexes);
}

test("agrees with brute force on drawn worlds", () => {
  for (const { world, truth } of drawnWorlds<CommitWorld>("raft-commit-index", 500)) expect(truth).toEqual({ commitIndex: byBruteForce(world) });
});

test("the case of figure 8: an entry of an earlier term on a majority is not committed by counting", () => {
  const world = { currentTerm: 4, terms: [1, 2, 4], matchIndex: [3, 2, 2, 1, 1], commitIndex: 1 };
  expect(commitIndexOf(world)).toBe(1);
  expect(commitIndexOf({ ...world, matchIndex: [3, 3, 3, 1, 1] })).toBe(3);
});
