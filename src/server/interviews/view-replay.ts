import type { ReplayView } from "@/contracts/interviews/report";
import { readsSheet, replayFor } from "@/domain/interviews/replay-visibility";
import type { LoggedEvent } from "@/domain/interviews/room-event";
import { ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import type { Asker } from "./asker";
import { type NoSuchRoom, requireMembership, scenarioOf } from "./membership";
import { readLog } from "./room-log-store";
import { listAllMembers } from "./room-store";
import { peopleOf } from "./view-report";

/** The log of a room, as far as whoever asks may see it afterwards. */
export async function viewReplay(
  { database, catalog }: Pick<Tools, "database" | "catalog">,
  { asker, roomId }: { asker: Asker; roomId: string },
): Promise<Result<ReplayView, NoSuchRoom>> {
  const found = await requireMembership(database, { roomId, asker, standing: "admitted" });
  if (!found.ok) return found;
  const { room, me } = found.value;
  const { title, rubric } = scenarioOf(catalog, room);
  const [members, log] = await Promise.all([listAllMembers(database, roomId), readLog(database, { roomId, since: 0, head: room.head })]);
  return ok({
    roomId,
    title,
    people: peopleOf(members),
    me: { memberId: me.id, role: me.role },
    dimensions: readsSheet(me, room.sharedAt !== null) ? rubric.map(({ dimension }) => dimension) : null,
    events: replayFor({ memberId: me.id, role: me.role }, log, room.sharedAt).map(replayEvent),
  });
}

const replayEvent = ({ seq, at, by, visibility, event }: LoggedEvent): ReplayView["events"][number] => ({
  seq,
  at,
  by,
  to: typeof visibility === "string" ? visibility : "own",
  event: { ...event },
});
