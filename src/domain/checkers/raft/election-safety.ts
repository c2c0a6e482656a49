/** Election Safety: at most one leader can be elected in a given term; and the rules of voting that make it so. */
import { type Leader, leadersOf, majorityOf, type RaftFinding, type RaftRecord, raftResult, type RaftResult, votesOf } from "./raft-record";

export function checkElectionSafety(record: RaftRecord): RaftResult {
  const leaders = leadersOf(record);
  const findings = [...twoLeaders(record, leaders), ...withoutVotes(record, leaders), ...votedTwice(record)];
  return raftResult(findings.sort(byFirstEvent), leaders.length > 0);
}

const byFirstEvent = (one: RaftFinding, other: RaftFinding): number => (one.events[0] ?? 0) - (other.events[0] ?? 0);

function twoLeaders(record: RaftRecord, leaders: readonly Leader[]): RaftFinding[] {
  const byTerm = new Map<number, Leader>();
  return leaders.flatMap((leader): RaftFinding[] => {
    const first = byTerm.get(leader.term);
    if (first === undefined) {
      byTerm.set(leader.term, leader);
      return [];
    }
    const tell = ({ node, event, how }: Leader) => `${node} ${how} (event ${event}${voters(record, node, leader.term)})`;
    return [{ pattern: "two-leaders", says: `Term ${leader.term} had two leaders: ${tell(first)} and ${tell(leader)}.`, events: [first.event, leader.event] }];
  });
}

function voters(record: RaftRecord, candidate: string, term: number): string {
  const names = new Set(votesOf(record).filter((vote) => vote.candidate === candidate && vote.term === term && vote.voter !== candidate).map(({ voter }) => voter));
  return names.size === 0 ? "" : `, with the votes of ${[...names].join(" and ")}`;
}

/** AppendEntries are sent by leaders only: whoever sends them has to have been elected by then. */
function withoutVotes(record: RaftRecord, leaders: readonly Leader[]): RaftFinding[] {
  const votes = votesOf(record);
  return leaders.flatMap(({ node, term, event, how }): RaftFinding[] => {
    if (how !== "sent AppendEntries") return [];
    const supporters = new Set([node, ...votes.filter((vote) => vote.candidate === node && vote.term === term && vote.deliveredAt <= event).map(({ voter }) => voter)]);
    if (supporters.size >= majorityOf(record)) return [];
    return [{ pattern: "leads-without-votes", says: `${node} sent AppendEntries in term ${term} with ${supporters.size} of the ${majorityOf(record)} votes that it needs, its own included.`, events: [event] }];
  });
}

/** A server votes for at most one candidate in a term, whether its votes arrive or not. */
function votedTwice({ messages }: RaftRecord): RaftFinding[] {
  const cast = new Map<string, { readonly candidate: string; readonly event: number }>();
  return messages.flatMap((message): RaftFinding[] => {
    // Who asks for votes has voted for itself.
    const vote =
      message.kind === "vote" && message.voteGranted
        ? { voter: message.from, candidate: message.to, term: message.requestTerm }
        : message.kind === "request-vote"
          ? { voter: message.from, candidate: message.from, term: message.term }
          : null;
    if (vote === null) return [];
    const key = JSON.stringify([vote.voter, vote.term]);
    const first = cast.get(key);
    if (first === undefined) {
      cast.set(key, { candidate: vote.candidate, event: message.event });
      return [];
    }
    if (first.candidate === vote.candidate) return [];
    return [{ pattern: "two-votes", says: `In term ${vote.term} ${vote.voter} voted for ${first.candidate} (event ${first.event}) and for ${vote.candidate} (event ${message.event}).`, events: [first.event, message.event] }];
  });
}
