import { expect, test } from "vitest";
import type { RoomCommand } from "@/domain/interviews/room-event";
import { savedWords } from "./session-words";

const waiting = (count: number): RoomCommand[] => Array.from({ length: count }, () => ({ kind: "pause" }));

test.each([
  ["connecting", "saved", 0, "Connecting", true],
  ["live", "saved", 0, "Saved", true],
  ["live", "saving", 3, "Saving", true],
  ["offline", "offline", 4, "Offline, 4 kept here", false],
  ["offline", "saved", 0, "Offline, trying again", false],
  ["ended", "saved", 0, "Saved", true],
  ["ended", "saving", 2, "2 not sent", false],
] as const)("%s, %s with %d waiting: %s", (status, saved, count, words, calm) => {
  expect(savedWords({ status, saved, waiting: waiting(count) })).toEqual({ words, calm });
});
