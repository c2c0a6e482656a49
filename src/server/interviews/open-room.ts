import { randomUUID } from "node:crypto";
import type { Instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import { countOpenRooms, insertRoom, lockHost } from "./room-store";
import { markSeen } from "./scenario-seen-store";
import { newRoomId } from "./secrets";

/** Rooms of one host that have not ended. */
export const OPEN_ROOMS_MAX = 30;

export type OpenRefusal = { code: "no-such-scenario" | "too-many-rooms" };

/** Opens a room from a scenario. Whoever opens it is its interviewer and host, and knows the scenario from now on. */
export async function openRoom(
  { database, clock, catalog }: Pick<Tools, "database" | "clock" | "catalog">,
  { viewer, scenarioId, scheduledAt }: { viewer: Viewer; scenarioId: string; scheduledAt: Instant | null },
): Promise<Result<{ roomId: string }, OpenRefusal>> {
  if (!catalog.scenarios.has(scenarioId)) return err({ code: "no-such-scenario" });
  const { userId } = viewer;
  return database.$transaction(async (transaction) => {
    await lockHost(transaction, userId);
    if ((await countOpenRooms(transaction, userId)) >= OPEN_ROOMS_MAX) return err({ code: "too-many-rooms" });
    const roomId = newRoomId();
    await insertRoom(transaction, { roomId, scenarioId, scheduledAt, host: { memberId: randomUUID(), userId, name: nameIn(viewer) } });
    await markSeen(transaction, { userId, scenarioId, how: "opened", at: clock() });
    return ok({ roomId });
  });
}

/** By what name an account goes in a room: never by its address. */
export function nameIn({ name, email }: Pick<Viewer, "name" | "email">): string {
  const given = name.trim();
  return given === "" || given.toLowerCase() === email.toLowerCase() ? (email.split("@")[0] ?? "Somebody") : given;
}
