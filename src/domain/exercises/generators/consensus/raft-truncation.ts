/** How a Raft leader brings a follower's log into line with its own: Ongaro and Ousterhout 2014, section 5.3. */
import { counted } from "../../../kernel/counted";
import { between, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { agreeUpTo, drawLogs, type Log, votesFor } from "./raft-logs";

export interface TruncationWorld {
  /** With one entry of the new term at its end */
  readonly leader: Log;
  readonly follower: Log;
  /** The follower's */
  readonly commitIndex: number;
}

/** The cells if the follower keeps everything up to an index. */
const cellsFrom = ({ leader, follower }: TruncationWorld, kept: number, dropped = follower.length - kept): Cells => ({
  from: kept + 1,
  dropped,
  refused: Math.max(0, leader.length - 1 - kept),
});

export const raftTruncation = defineGenerator({
  name: "raft-truncation",
  params: { entries: { kind: "range", within: [4, 9], default: [5, 8] } },
  draw: (params, random): TruncationWorld | null => {
    const servers = drawLogs(random, 5, between(random, [3, 5]), between(random, params.entries));
    const logs = servers.map(({ log }) => log);
    const winner = pick(random, logs.filter((log) => votesFor(log, logs) > logs.length / 2));
    const follower = pick(random, logs);
    const newTerm = Math.max(...logs.flat()) + 1;
    const agreed = agreeUpTo(winner, follower);
    const world = { leader: [...winner, newTerm], follower, commitIndex: between(random, [0, Math.max(0, agreed - 1)]) };
    return agreed < follower.length ? world : null;
  },
  cells: () => [
    { id: "from", ask: "First index that the leader sends in the end", form: { kind: "integer" } },
    { id: "dropped", ask: "Entries that the follower drops", form: { kind: "integer" } },
    { id: "refused", ask: "Requests refused before, if the leader steps back by one index each", form: { kind: "integer" } },
  ],
  solve: (world) => cellsFrom(world, agreeUpTo(world.leader, world.follower)),
  mutants: {
    "to-commit-index": {
      say: "The commit index is only what the follower knows to be committed. Entries after it that agree with the leader's stay.",
      solve: (world) => cellsFrom(world, world.commitIndex),
    },
    "by-index-alone": {
      say: "An entry at the same index is the same entry only if its term is the same. A full place proves nothing.",
      solve: (world) => cellsFrom(world, Math.min(world.leader.length - 1, world.follower.length), Math.max(0, world.follower.length - world.leader.length)),
    },
    "one-conflict": {
      say: "With the first entry that conflicts all entries behind it go too. None of them can be the leader's.",
      solve: (world) => cellsFrom(world, agreeUpTo(world.leader, world.follower), 1),
    },
  },
  show: ({ leader, follower, commitIndex }) => [
    {
      kind: "logs",
      caption: "Terms of the entries; the leader was just elected and has added the last one of its log",
      lineName: "committed up to",
      logs: [
        { name: "Leader", entries: leader.map(String) },
        { name: "Follower", entries: follower.map(String), line: commitIndex },
      ],
    },
  ],
  road: (world) => {
    const { leader, follower } = world;
    const kept = agreeUpTo(leader, follower);
    const { refused } = cellsFrom(world, kept);
    return [
      `The last index with the same term in both logs is ${kept}: everything up to there is equal.`,
      `The first request names index ${leader.length - 1} as the one before its entries; ${refused === 0 ? "it is not refused" : `after ${counted(Number(refused), "refusal")} the leader is back at ${kept}`}.`,
      `It sends from ${kept + 1}. The follower drops its ${kept + 1 === follower.length ? `entry ${follower.length}` : `entries ${kept + 1} to ${follower.length}`}.`,
    ];
  },
});
