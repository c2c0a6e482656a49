/** Persistent state is "updated on stable storage before responding to RPCs" (Figure 2): what was promised outlives a crash. */
import { Disks, entryAt, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

export function checkPersistence(record: RaftRecord): RaftResult {
  const promises = record.messages.some((message) => (message.kind === "vote" && message.voteGranted) || (message.kind === "appended" && message.success));
  const findings = [...undurableVotes(record), ...undurableEntries(record)];
  return raftResult(findings.sort((one, other) => (one.events[0] ?? 0) - (other.events[0] ?? 0)), promises);
}

/** A vote that a crash can undo may be cast again. */
function undurableVotes({ messages, disks }: RaftRecord): RaftFinding[] {
  const durable = new Disks(disks);
  return messages.flatMap((message): RaftFinding[] => {
    if (message.kind !== "vote" || !message.voteGranted) return [];
    const { from, to, requestTerm, event } = message;
    const state = durable.at(from, event);
    if (state !== null && (state.currentTerm > requestTerm || (state.currentTerm === requestTerm && state.votedFor === to))) return [];
    const disk = state === null ? "nothing" : `term ${state.currentTerm} and a vote for ${state.votedFor ?? "nobody"}`;
    return [{ pattern: "vote-not-durable", says: `${from} voted for ${to} in term ${requestTerm} (event ${event}) while its disk held ${disk}.`, events: [event] }];
  });
}

/** An acknowledged entry that a crash can undo may have been counted towards its majority. */
function undurableEntries({ messages, disks }: RaftRecord): RaftFinding[] {
  const durable = new Disks(disks);
  return messages.flatMap((message): RaftFinding[] => {
    if (message.kind !== "appended" || !message.success) return [];
    const { from, event, request } = message;
    const state = durable.at(from, event);
    const missing = request.entries.findIndex(({ term }, offset) => {
      const entry = state === null ? null : entryAt(state, request.prevLogIndex + offset + 1);
      return entry === null || (entry !== "compacted" && entry.term !== term);
    });
    if (missing < 0) return [];
    return [{ pattern: "entry-not-durable", says: `${from} acknowledged the entry at index ${request.prevLogIndex + missing + 1} (event ${event}) before it was on its disk.`, events: [event] }];
  });
}
