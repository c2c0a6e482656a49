/** Rooms with people in them: accounts, guests with their keys, and everybody's own procedures. */
import { randomUUID } from "node:crypto";
import { instant } from "@/domain/kernel/instant";
import type { RoomEvent, RoomRole } from "@/domain/interviews/room-event";
import { visibilityOf } from "@/domain/interviews/visibility";
import { loadCatalog } from "@/server/catalog/catalog";
import type { Viewer } from "@/server/auth/viewer";
import type { Tools } from "@/server/compose";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import type { GuestKeys } from "@/server/trpc/guest-keys";
import { createCaller } from "@/server/trpc/root";
import type { TestDatabase } from "./database";

export const NOON = Date.UTC(2026, 10, 20, 12);
export const SCENARIO = "chat-messaging";
export type Api = ReturnType<typeof createCaller>["interviews"];

/** One browser: an account or none, and the keys of rooms in which it is a guest. */
export interface Person {
  readonly viewer: Viewer | null;
  readonly jar: Map<string, string>;
  readonly api: Api;
}

export function interviewHouse(home: TestDatabase, time: { now: number } = { now: NOON }) {
  const tools: Tools = {
    database: home.database, clock: () => instant(time.now), catalog: loadCatalog("content"), bringCardsForward, runChanges: openRunChanges(() => home.url),
  };

  /** Each from a network address of their own: rate limits are another test's business. */
  function person(viewer: Viewer | null, clientAddress: string = randomUUID()): Person {
    const jar = new Map<string, string>();
    const guestKeys: GuestKeys = { keyOf: (roomId) => jar.get(roomId) ?? null, keep: (roomId, key) => void jar.set(roomId, key) };
    return { viewer, jar, api: createCaller({ viewer, clientAddress, guestKeys, tools }).interviews };
  }
  const guest = (clientAddress?: string) => person(null, clientAddress);
  async function account(name: string): Promise<Person & { viewer: Viewer }> {
    const user = await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name } });
    const viewer: Viewer = { ...user, userId: user.id, sessionId: "s", role: "learner" };
    return { ...person(viewer), viewer };
  }
  const open = async (host: Person) => (await host.api.openRoom({ scenarioId: SCENARIO, scheduledAt: null })).roomId;

  /** Goes to the door by an invitation of their own. */
  async function come(host: Person, roomId: string, who: Person, role: RoomRole): Promise<string> {
    const { token } = await host.api.invite({ roomId, role, label: "", days: 7 });
    await who.api.accept({ token, ...(who.viewer === null ? { name: "Guest" } : {}) });
    return (await who.api.room({ roomId })).me.memberId;
  }
  async function enter(host: Person, roomId: string, who: Person, role: RoomRole): Promise<string> {
    const memberId = await come(host, roomId, who, role);
    await host.api.admit({ roomId, memberId });
    return memberId;
  }
  return { tools, time, person, guest, account, open, come, enter, close: () => tools.runChanges.close() };
}

/** Puts events into a room's log as its home would: a second apart from the start, each as far as its kind is visible. */
export async function writeLog(home: TestDatabase, roomId: string, events: readonly (readonly [by: string | null, event: RoomEvent])[]): Promise<void> {
  const visibilityText = (event: RoomEvent, by: string | null) => {
    const visibility = visibilityOf(event, by);
    return typeof visibility === "string" ? visibility : visibility.member;
  };
  await home.database.roomEvent.createMany({
    data: events.map(([by, event], place) => ({
      roomId, seq: place + 1, at: new Date(NOON + place * 1_000), by, visibility: visibilityText(event, by), event: event as unknown as object,
    })),
  });
  const timeOf = (kind: RoomEvent["kind"]) => {
    const place = events.findIndex(([, event]) => event.kind === kind);
    return place < 0 ? null : new Date(NOON + place * 1_000);
  };
  await home.database.interviewRoom.update({ where: { id: roomId }, data: { head: events.length, startedAt: timeOf("started"), endedAt: timeOf("ended") } });
}
