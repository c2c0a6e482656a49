import { expect, test } from "vitest";
import { duplicateId, lostBroadcast } from "../../../../tests/support/lab-excerpts";
import { readStory } from "../spacetime/read-story";
import { nodeAt, pictureRows } from "./node-picture";

const story = readStory(duplicateId());
const rowsAt = (cursor: number, node = "n3") => pictureRows(nodeAt(story, node, cursor));

test("a node stands as its latest step at or before the cursor left it", () => {
  expect(nodeAt(story, "n3", 12).step?.number).toBe(11);
  expect(nodeAt(story, "n1", 12).step?.number).toBe(6);
  expect(nodeAt(story, "n1", 5)).toMatchObject({ step: null, picture: null });
});

test("a write that is not synced is told with what a crash would leave", () => {
  expect(rowsAt(11)).toEqual([
    { name: "count", memory: { words: "2", full: null }, memoryBefore: "1", disk: { words: "2", full: null }, synced: "1", isUnsynced: true },
    { name: "prefix", memory: { words: "n3", full: null }, memoryBefore: null, disk: null, synced: null, isUnsynced: false },
  ]);
  expect(rowsAt(3)[0]).toMatchObject({ disk: { words: "1" }, synced: "nothing", isUnsynced: true });
  expect(rowsAt(9)[0]).toMatchObject({ disk: { words: "1" }, synced: null, isUnsynced: false });
});

test("a node that is down has a disk and no memory", () => {
  expect(nodeAt(story, "n3", 13).isDown).toBe(true);
  expect(rowsAt(13)).toEqual([{ name: "count", memory: null, memoryBefore: null, disk: { words: "1", full: null }, synced: null, isUnsynced: false }]);
});

test("a long value is told in few words, and can be seen whole", () => {
  const excerpt = lostBroadcast();
  const seen = Array.from({ length: 40 }, (_, index) => index);
  const long = readStory({ ...excerpt, events: excerpt.events.map((event) => (event.kind === "handled" ? { ...event, picture: { memory: { seen }, disk: {}, synced: {} } } : event)) });
  const [row] = pictureRows(nodeAt(long, "n1", 3));
  expect(row?.memory?.words).toBe("40 values");
  expect(JSON.parse(row?.memory?.full ?? "")).toEqual(seen);
});

test("a state that is no object is one row, and none is no row", () => {
  const excerpt = lostBroadcast();
  const withMemory = (memory: number | null) =>
    readStory({ ...excerpt, events: excerpt.events.map((event) => (event.kind === "handled" ? { ...event, picture: { memory, disk: {}, synced: {} } } : event)) });
  expect(pictureRows(nodeAt(withMemory(5), "n1", 3))).toMatchObject([{ name: "state", memory: { words: "5" } }]);
  expect(pictureRows(nodeAt(withMemory(null), "n1", 3))).toEqual([]);
});
