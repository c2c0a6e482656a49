import { expect, test } from "vitest";
import type { RoomListItem } from "@/contracts/interviews/rooms";
import { sortRooms } from "./room-parts";

const room = (roomId: string, change: Partial<RoomListItem>): RoomListItem => ({
  roomId, title: "Chat", state: "not-started", createdAt: 1_000, scheduledAt: null, startedAt: null, endedAt: null,
  role: "interviewer", isHost: true, memberState: "admitted", others: [], sharedAt: null, ...change,
});
const idsOf = (rooms: readonly RoomListItem[]) => sortRooms(rooms).map(({ id, rows }) => [id, ...rows.map(({ roomId }) => roomId)]);

test("what is to be done comes first, and a part without rooms is not there", () => {
  expect(idsOf([])).toEqual([]);
  expect(
    idsOf([
      room("shared", { state: "ended", startedAt: 5, endedAt: 9, sharedAt: 10 }),
      room("observed", { state: "ended", startedAt: 7, endedAt: 9, role: "observer", isHost: false }),
      room("unshared", { state: "ended", startedAt: 5, endedAt: 9 }),
      room("mine", {}),
      room("invited", { role: "candidate", isHost: false, memberState: "waiting" }),
    ]),
  ).toEqual([["invited", "invited"], ["running", "mine"], ["to-report", "unshared"], ["past", "observed", "shared"]]);
});

test("the soonest of those to come is first, the latest of the past", () => {
  expect(idsOf([room("later", { scheduledAt: 9_000 }), room("sooner", { scheduledAt: 2_000 }), room("now", { state: "running", startedAt: 1_500 })])).toEqual([["running", "now", "sooner", "later"]]);
  expect(idsOf([room("old", { state: "ended", startedAt: 10, endedAt: 20, sharedAt: 30 }), room("new", { state: "ended", startedAt: 40, endedAt: 50, sharedAt: 60 })])).toEqual([["past", "new", "old"]]);
});
