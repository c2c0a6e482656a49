/** Quorums by enumeration of all of them. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import type { QuorumWorld } from "./quorum-overlap";

const subsets = <T>(things: readonly T[], size: number): T[][] => {
  const [first, ...rest] = things;
  if (size === 0) return [[]];
  if (first === undefined) return [];
  return [...subsets(rest, size - 1).map((set) => [first, ...set]), ...subsets(rest, size)];
};

function byEnumeration({ replicas, read, write, down }: QuorumWorld) {
  const reads = subsets(replicas, read);
  const writes = subsets(replicas, write);
  const shared = Math.min(...reads.flatMap((one) => writes.map((other) => one.filter((name) => other.includes(name)).length)));
  const can = (quorums: string[][], lost: readonly string[]) => quorums.some((quorum) => quorum.every((name) => !lost.includes(name)));
  const bears = replicas.map((_, count) => count).filter((count) => subsets(replicas, count).every((lost) => can(reads, lost) && can(writes, lost)));
  return {
    shared,
    sees: shared > 0 ? "always" : "not always",
    reads: can(reads, down) ? "works" : "waits",
    writes: can(writes, down) ? "works" : "waits",
    bears: Math.max(...bears),
  };
}

test("agrees with the enumeration of all quorums", () => {
  for (const { world, truth } of drawnWorlds<QuorumWorld>("quorum-overlap", 150, { replicas: [3, 5] })) expect(truth).toEqual(byEnumeration(world));
});
