/**
 * Nothing is applied before it is committed, and nothing is committed before a majority has it on disk (section 5.3). As
 * no node ever deletes a committed entry, a majority has to have it whenever anybody applies it.
 */
import { jsonKey } from "../json-key";
import { Disks, entryAt, majorityOf, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

export function checkCommitment(record: RaftRecord): RaftResult {
  const disks = new Disks(record.disks);
  const findings = record.applied.flatMap(({ node, event, index, command }): RaftFinding[] => {
    const holders = record.nodes.filter((holder) => {
      const state = disks.at(holder, event);
      const entry = state === null ? null : entryAt(state, index);
      return entry === "compacted" || (entry !== null && jsonKey(entry.command) === jsonKey(command));
    });
    if (holders.length >= majorityOf(record)) return [];
    const who = holders.length === 0 ? "no node had it" : `only ${holders.join(", ")} had it`;
    const says = `${node} applied ${jsonKey(command)} at index ${index} (event ${event}), when ${who} on disk there: ${majorityOf(record)} of ${record.nodes.length} are a majority.`;
    return [{ pattern: "applied-uncommitted", says, events: [event] }];
  });
  return raftResult(findings, record.applied.length > 0);
}
