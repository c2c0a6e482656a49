// 5,000 stories of rooms whose network, server and tabs fail. `npm test` plays 200; the result here stands in the table,
// with the hashes of what it depends on.
import { expect, test } from "vitest";
import { playStory } from "../support/rooms/room-story";
import { lineFault, writeLine } from "./table";

/** The line of the table; one that is still of these sources is not made again. */
const ROOMS = "fuzz/rooms";
/** Seeds that no other test plays. */
const FIRST_SEED = 1_000_000;
const STORIES = 5_000;

test(ROOMS, () => {
  if (lineFault(ROOMS) === null) return;
  const broken = Array.from({ length: STORIES }, (_, at) => FIRST_SEED + at).flatMap((seed) => {
    const { faults } = playStory(seed);
    return faults.length === 0 ? [] : [{ seed, faults }];
  });
  expect(broken).toEqual([]);
  writeLine(ROOMS, { stories: STORIES, broken: 0 });
});
