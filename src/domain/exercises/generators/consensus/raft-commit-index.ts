/**
 * How far may a Raft leader commit? Ongaro and Ousterhout 2014, figure 2, rules for leaders: the largest N above the
 * commit index that a majority holds and whose entry is of the current term.
 */
import { between, chance, pick } from "../drawing";
import { defineGenerator } from "../generator";

export interface CommitWorld {
  readonly currentTerm: number;
  /** Terms of the leader's entries, from index 1 */
  readonly terms: readonly number[];
  /** For each server, the leader first: up to which index its log is known to match */
  readonly matchIndex: readonly number[];
  readonly commitIndex: number;
}

/** Share of the worlds in which the median entry is of an earlier term: the trap. */
const TRAP_SHARE = 0.5;

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => b - a)[Math.floor(numbers.length / 2)] ?? 0;
const cell = (commitIndex: number) => ({ commitIndex });

export function commitIndexOf({ terms, matchIndex, commitIndex, currentTerm }: CommitWorld): number {
  for (let index = terms.length; index > commitIndex; index -= 1) {
    const holders = matchIndex.filter((match) => match >= index).length;
    if (holders > matchIndex.length / 2 && terms[index - 1] === currentTerm) return index;
  }
  return commitIndex;
}

export const raftCommitIndex = defineGenerator({
  name: "raft-commit-index",
  params: {
    servers: { kind: "words", of: ["3", "5", "7"], default: ["3", "5", "7"] },
    entries: { kind: "range", within: [3, 8], default: [4, 7] },
  },
  draw: (params, random): CommitWorld | null => {
    const servers = Number(pick(random, params.servers));
    const length = between(random, params.entries);
    const terms: number[] = [];
    for (let index = 0; index < length; index += 1) terms.push((terms[index - 1] ?? 1) + (chance(random, 0.4) ? between(random, [1, 2]) : 0));
    const last = terms[length - 1] ?? 1;
    const currentTerm = chance(random, 0.2) ? last + 1 : last;
    const commitIndex = between(random, [0, Math.max(0, Math.floor(length / 2) - 1)]);
    const matchIndex = [length, ...Array.from({ length: servers - 1 }, () => between(random, [commitIndex, length]))];
    if (matchIndex.filter((match) => match >= commitIndex).length <= servers / 2) return null;
    const world = { currentTerm, terms, matchIndex, commitIndex };
    const isTrap = median(matchIndex) > commitIndex && terms[median(matchIndex) - 1] !== currentTerm;
    return isTrap === chance(random, TRAP_SHARE) ? world : null;
  },
  cells: () => [{ id: "commitIndex", ask: "New commit index", form: { kind: "integer" } }],
  solve: (world: CommitWorld) => cell(commitIndexOf(world)),
  mutants: {
    "median-alone": {
      say: "A majority holds that entry, but it comes from an earlier term. Until an entry of the current term is on a majority, it may still be overwritten.",
      solve: ({ commitIndex, matchIndex }) => cell(Math.max(commitIndex, median(matchIndex))),
    },
    "slowest-follower": {
      say: "You waited for every server. A majority is enough; else one slow server would stop the group.",
      solve: ({ commitIndex, matchIndex }) => cell(Math.max(commitIndex, Math.min(...matchIndex))),
    },
    "leaders-end": {
      say: "That is what the leader has written, not what others hold. A crash of the leader could lose it.",
      solve: ({ terms }) => cell(terms.length),
    },
  },
  show: ({ currentTerm, terms, matchIndex, commitIndex }) => [
    { kind: "facts", facts: [{ name: "Current term", value: String(currentTerm) }, { name: "Commit index", value: String(commitIndex) }] },
    {
      kind: "logs",
      caption: "Terms of the entries, up to where each log is known to match the leader's",
      lineName: "committed up to",
      logs: matchIndex.map((match, index) => ({
        name: index === 0 ? "Leader" : `S${index + 1}`,
        entries: terms.slice(0, match).map(String),
        ...(index === 0 ? { line: commitIndex } : {}),
      })),
    },
  ],
  road: (world) => {
    const middle = median(world.matchIndex);
    const result = commitIndexOf(world);
    const sorted = [...world.matchIndex].sort((a, b) => b - a).join(", ");
    const holds = `The match indexes are ${sorted}; a majority holds everything up to ${middle}.`;
    if (middle <= world.commitIndex) return [holds, `That is committed already, so the index stays at ${result}.`];
    if (world.terms[middle - 1] === world.currentTerm) return [holds, `Entry ${middle} is of the current term ${world.currentTerm}, so the commit index becomes ${result}.`];
    return [holds, `Entry ${middle} is of term ${world.terms[middle - 1]}, the current one is ${world.currentTerm}: counting copies does not commit it. The index ends at ${result}.`];
  },
});
