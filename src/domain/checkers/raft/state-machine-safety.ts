/**
 * State Machine Safety: if a server has applied a log entry at a given index to its state machine, no other server will
 * ever apply a different log entry for the same index. And each applies them one after the other.
 */
import { jsonKey } from "../json-key";
import { type AppliedEntry, Disks, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

export function checkStateMachineSafety(record: RaftRecord): RaftResult {
  const disks = new Disks(record.disks);
  const first = new Map<number, AppliedEntry>();
  const last = new Map<string, number>();
  const findings = record.applied.flatMap((applied): RaftFinding[] => {
    const { node, incarnation, index, command, event } = applied;
    const life = JSON.stringify([node, incarnation]);
    const before = last.get(life) ?? 0;
    last.set(life, index);
    const found: RaftFinding[] = [];
    // A snapshot takes the place of all that it stands for.
    const mayFollow = index === before + 1 || (index > before && index - 1 <= (disks.at(node, event)?.snapshot?.index ?? 0));
    if (!mayFollow) found.push({ pattern: "applied-out-of-order", says: `${node} applied index ${index} (event ${event}) after index ${before}.`, events: [event] });
    const known = first.get(index);
    if (known === undefined) first.set(index, applied);
    else if (jsonKey(known.command) !== jsonKey(command)) {
      found.push({
        pattern: "two-commands",
        says: `At index ${index} ${known.node} applied ${jsonKey(known.command)} (event ${known.event}) and ${node} applied ${jsonKey(command)} (event ${event}).`,
        events: [known.event, event],
      });
    }
    return found;
  });
  return raftResult(findings, record.applied.length > 0);
}
