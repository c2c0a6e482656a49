/** Who may do what in a room. Whoever may not is told that there is no such room. */
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Scenario } from "@/domain/interviews/scenario";
import { assert } from "@/domain/kernel/assert";
import type { RoomState } from "@/contracts/interviews/rooms";
import type { Catalog } from "../catalog/catalog";
import type { Database, Transaction } from "../platform/database";
import type { Asker } from "./asker";
import { findMembership, type Membership, type StoredRoom } from "./room-store";

export type NoSuchRoom = { code: "no-such-room" };

/** Somebody before the door or in the room; somebody who was let in; an interviewer; the interviewer who opened it. */
export type Standing = "member" | "admitted" | "staff" | "host";

const HAS: Record<Standing, (membership: Membership) => boolean> = {
  member: () => true,
  admitted: ({ me }) => me.state === "admitted",
  staff: ({ me }) => me.state === "admitted" && me.role === "interviewer",
  host: ({ me }) => me.isHost,
};

export async function requireMembership(
  database: Database | Transaction,
  { roomId, asker, standing }: { roomId: string; asker: Asker; standing: Standing },
): Promise<Result<Membership, NoSuchRoom>> {
  const membership = await findMembership(database, roomId, asker);
  return membership !== null && HAS[standing](membership) ? ok(membership) : err({ code: "no-such-room" });
}

export const roomStateOf = ({ startedAt, endedAt }: Pick<StoredRoom, "startedAt" | "endedAt">): RoomState =>
  endedAt !== null ? "ended" : startedAt !== null ? "running" : "not-started";

/** Scenarios are never taken out of the content once a room was opened from one. */
export function scenarioOf(catalog: Catalog, { scenarioId }: Pick<StoredRoom, "scenarioId">): Scenario {
  const scenario = catalog.scenarios.get(scenarioId);
  assert(scenario !== undefined, `the scenario ${scenarioId} of a room is in the catalogue`);
  return scenario;
}
