import { expect, test } from "vitest";
import { duplicateId, lostBroadcast } from "../../../../tests/support/lab-excerpts";
import { causalPast, directCauses } from "./causes";
import { readStory } from "./read-story";

const pastOf = (excerpt: ReturnType<typeof duplicateId>, step: number) => [...causalPast(directCauses(readStory(excerpt)), step)].toSorted((left, right) => left - right);

test("a message brings what its sender knew", () => {
  // 5: n2 has the gossip of n1's handler (2), which has the client's request (1).
  expect(pastOf(lostBroadcast(), 5)).toEqual([1, 2, 5]);
  // 7: n3 gets the second copy, after the first (4).
  expect(pastOf(lostBroadcast(), 7)).toEqual([1, 2, 4, 7]);
});

test("a lost message comes from its sender, and nothing comes from it", () => {
  expect(pastOf(lostBroadcast(), 6)).toEqual([1, 2, 6]);
  expect(pastOf(lostBroadcast(), 11)).toEqual([9, 10, 11]);
});

test("after a restart a node knows what earlier lives wrote to disk, and nothing else", () => {
  // 11 wrote, after the fsync (8, 9) and the first request (2, 3); 13 is the crash. Of n1 (6) nothing came.
  expect(pastOf(duplicateId(), 14)).toEqual([1, 2, 3, 8, 9, 10, 11, 13, 14]);
});

test("a restart without anything on disk comes from the crash alone", () => {
  const excerpt = duplicateId();
  const forgetful = { ...excerpt, events: excerpt.events.map((event) => (event.kind === "handled" ? { ...event, did: event.did.filter(({ kind }) => kind !== "wrote") } : event)) };
  expect(pastOf(forgetful, 14)).toEqual([13, 14]);
});
