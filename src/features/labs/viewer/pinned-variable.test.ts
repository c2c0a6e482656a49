import { expect, test } from "vitest";
import { duplicateId } from "../../../../tests/support/lab-excerpts";
import { readStory } from "../spacetime/read-story";
import { pinnableNames, pinVariable } from "./pinned-variable";

const story = readStory(duplicateId());

test("a pinned variable tells memory and disk over time: what is not synced, what a crash took, and when it came back", () => {
  const { memory, disk } = pinVariable(story, "n3", "count");
  expect(memory.map(({ words, look }) => `${words} ${look}`)).toEqual(["0 plain", "1 plain", "2 plain", " down", "1 plain", "2 plain"]);
  expect(disk.map(({ words, look }) => `${words} ${look}`)).toEqual(["never written plain", "1, not synced unsynced", "1 plain", "2, not synced unsynced", "1 plain", "2, not synced unsynced"]);
  for (const spans of [memory, disk]) {
    spans.forEach(({ to }, index) => expect(to).toBe(spans[index + 1]?.from ?? null));
    expect(spans[0]?.from).toBe(1);
  }
});

test("names come from what the node holds, those of its memory first", () => {
  expect(pinnableNames(story, "n3", 8)).toEqual(["count", "prefix"]);
  expect(pinnableNames(story, "n2", 8)).toEqual([]);
});
