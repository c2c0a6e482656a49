import { describe, expect, test } from "vitest";
import { type RaftMistake, runRaft } from "../../../../tests/support/raft-records";
import { random } from "../../kernel/seeded-random";
import { checkAppendOnly } from "./append-only";
import { checkCommitment } from "./commitment";
import { checkElectionSafety } from "./election-safety";
import { checkLeaderCompleteness } from "./leader-completeness";
import { checkLogMatching } from "./log-matching";
import { checkPersistence } from "./persistence";
import type { AppendRequest, DurableState, LogEntry, RaftRecord, VoteReply, VoteRequest } from "./raft-record";
import { checkStateMachineSafety } from "./state-machine-safety";

const CHECKS = { checkElectionSafety, checkLogMatching, checkLeaderCompleteness, checkStateMachineSafety, checkPersistence, checkAppendOnly, checkCommitment };

const record = (part: Partial<RaftRecord>): RaftRecord => ({ nodes: ["n1", "n2", "n3"], messages: [], disks: [], applied: [], ...part });
const entries = (...texts: string[]): LogEntry[] => texts.map((text) => ({ term: Number(text[0]), command: text.slice(1) }));
const disk = (event: number, node: string, currentTerm: number, log: LogEntry[], votedFor: string | null = null): DurableState => ({ event, node, currentTerm, votedFor, log });
const ask = (event: number, from: string, to: string, term: number, log: LogEntry[] = []): VoteRequest => ({ kind: "request-vote", event, from, to, term, lastLogIndex: log.length, lastLogTerm: log.at(-1)?.term ?? 0 });
const grant = (event: number, from: string, to: string, requestTerm: number, deliveredAt: number | null = event + 1): VoteReply => ({ kind: "vote", event, from, to, requestTerm, voteGranted: true, deliveredAt });
const append = (event: number, from: string, to: string, term: number, list: LogEntry[] = []): AppendRequest => ({ kind: "append-entries", event, from, to, term, prevLogIndex: 0, prevLogTerm: 0, entries: list });
const patterns = ({ findings }: { findings: readonly { pattern: string }[] }) => findings.map(({ pattern }) => pattern);

describe("election safety", () => {
  test("two leaders of a term are told with their votes", () => {
    const { verdict, findings } = checkElectionSafety(record({ messages: [grant(2, "n2", "n1", 1), append(4, "n1", "n2", 1), grant(5, "n2", "n3", 1), append(7, "n3", "n2", 1)] }));
    expect(verdict).toBe("invalid");
    expect(findings.map(({ says }) => says)).toEqual([
      "In term 1 n2 voted for n1 (event 2) and for n3 (event 5).",
      "Term 1 had two leaders: n1 had the votes of a majority (event 3, with the votes of n2) and n3 had the votes of a majority (event 6, with the votes of n2).",
    ]);
  });

  test("whoever sends AppendEntries leads, whether it says so or not", () => {
    expect(checkElectionSafety(record({ messages: [ask(1, "n1", "n2", 1), append(2, "n1", "n2", 1)] })).findings).toEqual([
      { pattern: "leads-without-votes", says: "n1 sent AppendEntries in term 1 with 1 of the 2 votes that it needs, its own included.", events: [2] },
    ]);
    expect(patterns(checkElectionSafety(record({ messages: [grant(1, "n2", "n1", 1, 9), append(5, "n1", "n2", 1)] })))).toEqual(["leads-without-votes"]);
    expect(patterns(checkElectionSafety(record({ messages: [grant(1, "n2", "n1", 1), append(5, "n1", "n2", 1), append(6, "n3", "n2", 1)] })))).toEqual(["two-leaders", "leads-without-votes"]);
  });

  test("a vote for another one and an own candidacy in one term are two votes", () => {
    expect(patterns(checkElectionSafety(record({ messages: [grant(1, "n2", "n1", 1), ask(3, "n2", "n3", 1)] })))).toEqual(["two-votes"]);
    expect(patterns(checkElectionSafety(record({ messages: [grant(1, "n2", "n1", 1), ask(3, "n2", "n3", 2), grant(4, "n2", "n1", 1)] })))).toEqual([]);
  });

  test("leaders of different terms are right, and without a leader nothing is known", () => {
    expect(checkElectionSafety(record({ messages: [grant(1, "n2", "n1", 1), append(3, "n1", "n2", 1), grant(4, "n2", "n3", 2), append(6, "n3", "n2", 2)] })).verdict).toBe("valid");
    expect(checkElectionSafety(record({ messages: [ask(1, "n1", "n2", 1)] })).verdict).toBe("unknown");
  });
});

describe("log matching", () => {
  test("the same index and term with another command, or another past, is told at the first difference", () => {
    expect(checkLogMatching(record({ disks: [disk(1, "n1", 1, entries("1a")), disk(2, "n2", 1, entries("1b"))] })).findings[0]?.says).toBe(
      'n1 and n2 both have an entry of term 1 at index 1, but at index 1 n1 (event 1) has "a" of term 1 and n2 (event 2) has "b" of term 1.',
    );
    expect(checkLogMatching(record({ disks: [disk(1, "n1", 3, entries("1a", "3c")), disk(2, "n2", 3, entries("2b", "3c"))] })).findings[0]?.says).toContain("at index 2, but at index 1");
  });

  test("entries of different terms may differ, also after a log was cut", () => {
    expect(checkLogMatching(record({ disks: [disk(1, "n1", 1, entries("1a", "1b")), disk(2, "n2", 2, entries("1a", "2c")), disk(3, "n1", 2, entries("1a", "2c"))] })).verdict).toBe("valid");
  });

  test("an old log counts as much as the present ones", () => {
    expect(checkLogMatching(record({ disks: [disk(1, "n1", 1, entries("1a")), disk(2, "n1", 2, []), disk(3, "n2", 2, entries("1b"))] })).verdict).toBe("invalid");
  });

  test("a snapshot stands for what its last entry is known by", () => {
    const full = disk(1, "n1", 1, entries("1a", "1b", "1c"));
    const compacted = (command: string): DurableState => ({ ...disk(2, "n2", 1, entries(`1${command}`)), snapshot: { index: 2, term: 1 } });
    expect(checkLogMatching(record({ disks: [full, compacted("c")] })).verdict).toBe("valid");
    expect(checkLogMatching(record({ disks: [full, compacted("x")] })).verdict).toBe("invalid");
    expect(checkLogMatching(record({})).verdict).toBe("unknown");
  });
});

describe("leader completeness", () => {
  const stored = [disk(1, "n1", 1, entries("1a")), disk(2, "n2", 1, entries("1a"))];

  test("a leader without an entry that a majority had on disk in its term", () => {
    const messages = [ask(3, "n3", "n2", 2), grant(4, "n2", "n3", 2), append(6, "n3", "n1", 2)];
    expect(checkLeaderCompleteness(record({ disks: stored, messages })).findings[0]?.says).toBe(
      '"a" at index 1 is committed, as n1, n2 had it on disk in term 1 (event 2); but n3, leader of term 2 (it had the votes of a majority, event 5), had nothing there.',
    );
  });

  test("an entry of an earlier term that a majority holds is not committed (figure 8)", () => {
    // n1 replicates the entry of term 2 while it leads term 4: n3, with an entry of term 3, may still replace it.
    const disks = [disk(1, "n1", 4, entries("1a", "2b")), disk(2, "n2", 4, entries("1a", "2b")), disk(3, "n3", 3, entries("1a", "3c"))];
    const messages = [ask(4, "n3", "n2", 5, entries("1a", "3c")), grant(5, "n2", "n3", 5), append(7, "n3", "n2", 5)];
    expect(checkLeaderCompleteness(record({ disks, messages })).verdict).toBe("unknown");
    const applied = [{ event: 3, node: "n1", incarnation: 0, index: 2, command: "b" }];
    expect(checkLeaderCompleteness(record({ disks, messages, applied })).findings[0]?.says).toContain('n1 applied it in term 4 (event 3); but n3, leader of term 5 (it had the votes of a majority, event 6), had "c" of term 3 there');
  });

  test("what a leader had in memory counts as there, unless its disk shows another entry", () => {
    const messages = [ask(3, "n3", "n2", 2, entries("1a")), grant(4, "n2", "n3", 2), append(6, "n3", "n1", 2)];
    expect(checkLeaderCompleteness(record({ disks: stored, messages })).verdict).toBe("valid");
    expect(checkLeaderCompleteness(record({ disks: [...stored, disk(9, "n3", 2, entries("2x"))], messages })).verdict).toBe("invalid");
  });

  test("leaders of the same term or earlier ones need not have it", () => {
    expect(checkLeaderCompleteness(record({ disks: stored, messages: [grant(0, "n2", "n3", 1), append(6, "n3", "n1", 1)] })).verdict).toBe("valid");
  });
});

describe("state machine safety", () => {
  const apply = (event: number, node: string, index: number, command: string, incarnation = 0) => ({ event, node, index, command, incarnation });

  test("two commands at one index", () => {
    expect(checkStateMachineSafety(record({ applied: [apply(1, "n1", 1, "a"), apply(2, "n2", 1, "b")] })).findings).toEqual([
      { pattern: "two-commands", says: 'At index 1 n1 applied "a" (event 1) and n2 applied "b" (event 2).', events: [1, 2] },
    ]);
  });

  test("entries are applied one after the other, and anew after a restart", () => {
    expect(patterns(checkStateMachineSafety(record({ applied: [apply(1, "n1", 2, "b")] })))).toEqual(["applied-out-of-order"]);
    expect(patterns(checkStateMachineSafety(record({ applied: [apply(1, "n1", 1, "a"), apply(2, "n1", 1, "a")] })))).toEqual(["applied-out-of-order"]);
    expect(checkStateMachineSafety(record({ applied: [apply(1, "n1", 1, "a"), apply(2, "n1", 1, "a", 1)] })).verdict).toBe("valid");
  });

  test("a snapshot may take the place of what was not applied", () => {
    const disks = [{ ...disk(1, "n1", 1, []), snapshot: { index: 4, term: 1 } }];
    expect(checkStateMachineSafety(record({ disks, applied: [apply(2, "n1", 5, "e")] })).verdict).toBe("valid");
    expect(checkStateMachineSafety(record({})).verdict).toBe("unknown");
  });
});

describe("persistence", () => {
  test("a vote is on disk before it is sent", () => {
    const messages = [grant(5, "n2", "n1", 3)];
    expect(checkPersistence(record({ messages })).findings[0]?.says).toBe("n2 voted for n1 in term 3 (event 5) while its disk held nothing.");
    expect(patterns(checkPersistence(record({ messages, disks: [disk(4, "n2", 3, [], null)] })))).toEqual(["vote-not-durable"]);
    expect(checkPersistence(record({ messages, disks: [disk(4, "n2", 3, [], "n1")] })).verdict).toBe("valid");
  });

  test("and so is an entry before it is acknowledged", () => {
    const request = append(4, "n1", "n2", 1, entries("1a", "1b"));
    const messages = [request, { kind: "appended" as const, event: 6, from: "n2", to: "n1", success: true, request }];
    expect(checkPersistence(record({ messages, disks: [disk(5, "n2", 1, entries("1a"))] })).findings[0]?.says).toBe("n2 acknowledged the entry at index 2 (event 6) before it was on its disk.");
    expect(checkPersistence(record({ messages, disks: [disk(5, "n2", 1, entries("1a", "1b"))] })).verdict).toBe("valid");
    expect(checkPersistence(record({ messages: [request] })).verdict).toBe("unknown");
  });
});

describe("append only", () => {
  const first = disk(1, "n1", 1, entries("1a", "1b"));

  test("a leader takes nothing back in its term", () => {
    const leads = append(2, "n1", "n2", 1);
    expect(checkAppendOnly(record({ messages: [leads], disks: [first, disk(3, "n1", 1, entries("1a"))] })).findings).toEqual([
      { pattern: "entry-taken-back", says: 'n1 had "b" of term 1 at index 2 on its disk (event 1) and nothing later in the same term, 1 (event 3), although it led that term.', events: [1, 3] },
    ]);
    expect(checkAppendOnly(record({ messages: [leads], disks: [first, disk(3, "n1", 1, entries("1a", "1b", "1c"))] })).verdict).toBe("valid");
    expect(checkAppendOnly(record({ messages: [leads], disks: [first, disk(3, "n1", 2, entries("2x"))] })).verdict).toBe("valid");
  });

  test("a follower keeps what it has acknowledged for the term, and nothing else", () => {
    const request = append(2, "n3", "n1", 1, entries("1a"));
    const acknowledged = { kind: "appended" as const, event: 3, from: "n1", to: "n3", success: true, request };
    const patternsAfter = (...texts: string[]) => patterns(checkAppendOnly(record({ messages: [request, acknowledged], disks: [first, disk(4, "n1", 1, entries(...texts))] })));
    expect([patternsAfter("1a"), patternsAfter()]).toEqual([[], ["entry-taken-back"]]);
    expect(checkAppendOnly(record({ messages: [{ ...acknowledged, success: false }], disks: [first, disk(4, "n1", 1, [])] })).verdict).toBe("unknown");
  });
});

describe("commitment", () => {
  const applied = [{ event: 3, node: "n1", incarnation: 0, index: 1, command: "a" }];

  test("what is applied is on the disks of a majority at that moment", () => {
    const disks = [disk(1, "n1", 1, entries("1a")), disk(3, "n2", 1, entries("1a"))];
    expect(checkCommitment(record({ disks, applied })).verdict).toBe("valid");
    expect(checkCommitment(record({ disks: disks.slice(0, 1), applied })).findings).toEqual([
      { pattern: "applied-uncommitted", says: 'n1 applied "a" at index 1 (event 3), when only n1 had it on disk there: 2 of 3 are a majority.', events: [3] },
    ]);
    expect(checkCommitment(record({ disks: [disk(1, "n1", 1, entries("1a")), disk(4, "n2", 1, entries("1a"))], applied })).verdict).toBe("invalid");
    expect(checkCommitment(record({ disks: [...disks.slice(0, 1), disk(2, "n2", 1, entries("1b"))], applied })).verdict).toBe("invalid");
    expect(checkCommitment(record({ disks })).verdict).toBe("unknown");
  });
});

const RUNS = 30;
const TIMEOUT_MS = 60_000;
const runs = (mistake?: RaftMistake) => Array.from({ length: RUNS }, (_, seed) => runRaft({ nodes: 3 + 2 * (seed % 2), steps: 1_500, ...(mistake === undefined ? {} : { mistake }) }, random(seed, "raft")));

test("a cluster that follows Figure 2 is never blamed, and has something to be judged by", () => {
  const unknown = runs().flatMap((run, seed) =>
    Object.entries(CHECKS).flatMap(([name, check]) => {
      const { verdict, findings } = check(run);
      expect(verdict, `${name}, seed ${seed}: ${findings[0]?.says}`).not.toBe("invalid");
      return verdict === "unknown" ? [name] : [];
    }),
  );
  expect(unknown.length).toBeLessThan(RUNS / 4);
}, TIMEOUT_MS);

test.each<[RaftMistake, keyof typeof CHECKS]>([
  ["forgets-its-vote", "checkElectionSafety"],
  ["votes-for-anyone", "checkLeaderCompleteness"],
  ["leads-without-election", "checkElectionSafety"],
  ["truncates-always", "checkLeaderCompleteness"],
  ["truncates-always", "checkAppendOnly"],
  ["ignores-previous-entry", "checkLogMatching"],
  ["applies-uncommitted", "checkStateMachineSafety"],
  ["applies-uncommitted", "checkCommitment"],
  ["counts-old-terms", "checkLeaderCompleteness"],
  ["syncs-later", "checkPersistence"],
])("a cluster that %s is caught by %s", (mistake, check) => {
  expect(runs(mistake).filter((run) => CHECKS[check](run).verdict === "invalid").length).toBeGreaterThan(0);
}, TIMEOUT_MS);
