// The client's side of a room against a server and a network that fail: the real session, board sync and board rules;
// only socket, storage, database and Excalidraw are simulated. `npm run test:deep` plays 5,000 stories.
import { describe, expect, test } from "vitest";
import { playStory } from "../support/rooms/room-story";

const SEEDS = 200;
const SEEDS_OF_A_FAULT = 60;
/** Ten seconds of computing, on a machine that does other things too. */
const WALL_MS_MAX = 300_000;

describe("rooms on a network that fails", () => {
  test(`${SEEDS} stories: nothing acknowledged is lost, nothing is twice, and all boards equal the log`, () => {
    let logged = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const story = playStory(seed);
      expect(story.faults, `seed ${seed}`).toEqual([]);
      logged += story.logged;
    }
    expect(logged / SEEDS).toBeGreaterThan(20);
  }, WALL_MS_MAX);

  test("a story is nothing but its seed", () => {
    expect(playStory(7)).toEqual(playStory(7));
  });

  test.each([
    ["forgets-last-done", "a command is in the log twice"],
    ["answers-before-commit", "what was acknowledged is not in the log"],
    ["skips-an-event", "a tab saw other events than the log has for it"],
    ["remote-over-pending", "a scene does not show the own unconfirmed work"],
    ["renumbers-on-reconnect", "a command is in the log twice"],
  ] as const)("a room that %s is found out", (fault, expected) => {
    const isFound = (seed: number) => playStory(seed, fault).faults.includes(expected);
    expect(Array.from({ length: SEEDS_OF_A_FAULT }, (_, at) => at + 1).some(isFound)).toBe(true);
  });
});
