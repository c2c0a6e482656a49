/** Who reads what of an interview afterwards. Rules RP: SPEC.md. */
import type { Instant } from "../kernel/instant";
import { sheetLog } from "./report-sheet";
import type { LoggedEvent, RoomMember } from "./room-event";
import { foldRoom, type RoomEvidence } from "./room-state";
import { isVisibleTo } from "./visibility";

export type Reader = Pick<RoomMember, "memberId" | "role">;

/** Whether somebody reads levels, evidence and report: the staff from the start, the candidate once they are shared. */
export const readsSheet = ({ role }: Pick<Reader, "role">, isShared: boolean): boolean => role === "interviewer" || (role === "candidate" && isShared);

/** The log as somebody may replay it: what reached them in the room, and for a candidate the evidence of a shared report. */
export function replayFor(reader: Reader, log: readonly LoggedEvent[], sharedAt: Instant | null): LoggedEvent[] {
  const shared = reader.role === "candidate" && sharedAt !== null ? sharedEvidence(log, sharedAt) : new Map<number, RoomEvidence>();
  return log.flatMap((logged) => {
    if (isVisibleTo(logged.visibility, reader)) return [logged];
    const evidence = shared.get(logged.seq);
    if (evidence === undefined) return [];
    const { evidenceId, dimension, text } = evidence;
    return [{ ...logged, event: { kind: "evidence-added", evidenceId, dimension, text } }];
  });
}

/** The evidence that stood when the report was shared, by the number of the event that names its moment. */
const sharedEvidence = (log: readonly LoggedEvent[], sharedAt: Instant): ReadonlyMap<number, RoomEvidence> =>
  new Map([...foldRoom(sheetLog(log, sharedAt)).evidence.values()].map((evidence) => [evidence.seq, evidence]));
