/** Which servers of a Raft group can win an election? Ongaro and Ousterhout 2014, section 5.4.1. */
import { between } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { compareLogs, drawLogs, type Log, type NamedLog, votesFor } from "./raft-logs";

export interface ElectionWorld {
  readonly servers: readonly NamedLog[];
}

/** The servers that get a majority, by a rule for who votes for whom. */
function winnersBy({ servers }: ElectionWorld, votes: (voter: Log, candidate: Log) => boolean): Cells {
  const isElected = (candidate: Log) => servers.filter(({ log }) => votes(log, candidate)).length > servers.length / 2;
  return { winners: servers.filter(({ log }) => isElected(log)).map(({ name }) => name) };
}

const lastTerm = (log: Log): number => log.at(-1) ?? 0;

export const raftWhoCanWin = defineGenerator({
  name: "raft-who-can-win",
  params: { servers: { kind: "range", within: [5, 7], default: [5, 5] }, terms: { kind: "range", within: [2, 6], default: [3, 5] } },
  draw: (params, random): ElectionWorld => {
    const count = between(random, params.servers);
    return { servers: drawLogs(random, count % 2 === 0 ? count - 1 : count, between(random, params.terms), 9) };
  },
  cells: ({ servers }: ElectionWorld) => [
    { id: "winners", ask: "Servers that can win the next election", form: { kind: "set", choices: servers.map(({ name }) => name) } },
  ],
  solve: (world) => winnersBy(world, (voter, candidate) => compareLogs(voter, candidate) <= 0),
  mutants: {
    "longest-log": {
      say: "Length decides only between logs whose last entries have the same term. A long log of an old term loses to a short one of a later term.",
      solve: (world) => winnersBy(world, (voter, candidate) => voter.length <= candidate.length),
    },
    "best-only": {
      say: "A candidate need not have the best log of all. It needs a majority of voters, itself included, that are not ahead of it.",
      solve: ({ servers }) => ({ winners: servers.filter(({ log }) => servers.every((other) => compareLogs(other.log, log) <= 0)).map(({ name }) => name) }),
    },
    "term-alone": {
      say: "Between equal last terms the longer log is more up to date: a voter with more entries of that term refuses.",
      solve: (world) => winnersBy(world, (voter, candidate) => lastTerm(voter) <= lastTerm(candidate)),
    },
  },
  show: ({ servers }) => [
    { kind: "logs", caption: "Terms of the entries; every server is up, and none has voted in the new term", lineName: null, logs: servers.map(({ name, log }) => ({ name, entries: log.map(String) })) },
  ],
  road: ({ servers }) => {
    const logs = servers.map(({ log }) => log);
    const need = Math.floor(servers.length / 2) + 1;
    return servers.map(({ name, log }) => {
      const votes = votesFor(log, logs);
      return `**${name}**: last term ${lastTerm(log)}, length ${log.length}; ${votes} of ${servers.length} ${votes === 1 ? "is" : "are"} not ahead of it (itself included), ${votes >= need ? "enough" : `fewer than ${need}`}.`;
    });
  },
});
