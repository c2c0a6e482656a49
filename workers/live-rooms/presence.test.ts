import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RoomEvent, RoomMember } from "@/domain/interviews/room-event";
import { evolve, NEW_ROOM, type RoomState } from "@/domain/interviews/room-state";
import { instant } from "@/domain/kernel/instant";
import { LEAVE_GRACE_MS, RETURN_GRACE_MS } from "./limits";
import { openPresence } from "./presence";

const MARA: RoomMember = { memberId: "mara", name: "Mara", role: "candidate", isHost: false };

let state: RoomState;
let noted: string[];
const host = {
  get state() {
    return state;
  },
  note: (event: RoomEvent, by: string | null) => {
    noted.push(event.kind);
    state = evolve(state, { seq: state.head + 1, at: instant(0), by, event });
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  [state, noted] = [NEW_ROOM, []];
});
afterEach(() => void vi.useRealTimers());

test("somebody who is back in time has neither left nor come anew", () => {
  const presence = openPresence(host);
  presence.came(MARA);
  presence.went("mara");
  vi.advanceTimersByTime(LEAVE_GRACE_MS - 1);
  presence.came(MARA);
  vi.advanceTimersByTime(LEAVE_GRACE_MS * 2);
  expect(noted).toEqual(["joined"]);
  expect(presence.isEmpty()).toBe(false);
});

test("somebody who stays away has left, once", () => {
  const presence = openPresence(host);
  presence.came(MARA);
  presence.went("mara");
  vi.advanceTimersByTime(LEAVE_GRACE_MS);
  presence.went("mara");
  vi.advanceTimersByTime(LEAVE_GRACE_MS);
  expect(noted).toEqual(["joined", "left"]);
  expect(presence.isEmpty()).toBe(true);
});

test("somebody who was removed has left at once", () => {
  const presence = openPresence(host);
  presence.came(MARA);
  presence.went("mara", 0);
  expect(noted).toEqual(["joined", "left"]);
});

test("whom the log calls present and who does not come to the new home has left after a while", () => {
  openPresence(host).came(MARA);
  openPresence(host);
  vi.advanceTimersByTime(RETURN_GRACE_MS - 1);
  expect(noted).toEqual(["joined"]);
  vi.advanceTimersByTime(1);
  expect(noted).toEqual(["joined", "left"]);
});
