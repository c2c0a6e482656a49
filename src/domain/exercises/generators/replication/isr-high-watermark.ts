/**
 * How far do consumers read, is a write accepted, and what is lost when the leader dies? Replicas of a partition in Kafka,
 * by the rule that holds up to version 3: the high watermark is the least log end of the in-sync replicas (ISR).
 */
import { between, chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

const ACKS = ["all", "1"] as const;
const VERDICTS = ["accepted", "refused"] as const;

interface Replica {
  readonly name: string;
  /** Log end: the offset of the next record, so that this many are there */
  readonly end: number;
  readonly inSync: boolean;
}

export interface IsrWorld {
  /** The first one leads, and is in sync */
  readonly replicas: readonly Replica[];
  /** min.insync.replicas */
  readonly minimum: number;
  readonly acks: (typeof ACKS)[number];
  /** A follower in sync, which leads when the leader has died */
  readonly next: string;
}

const ends = (replicas: readonly Replica[]): number[] => replicas.map(({ end }) => end);
const inSyncOf = ({ replicas }: IsrWorld): Replica[] => replicas.filter(({ inSync }) => inSync);
const watermarkOf = (world: IsrWorld): number => Math.min(...ends(inSyncOf(world)));
const leaderEnd = ({ replicas }: IsrWorld): number => Math.max(...ends(replicas.slice(0, 1)));
const nextEnd = ({ replicas, next }: IsrWorld): number => Math.max(...ends(replicas.filter(({ name }) => name === next)));

const verdict = ({ acks, minimum }: IsrWorld, counted: number): string => VERDICTS[acks === "1" || counted >= minimum ? 0 : 1];

const solve = (world: IsrWorld): Cells => ({
  watermark: watermarkOf(world),
  write: verdict(world, inSyncOf(world).length),
  lost: leaderEnd(world) - nextEnd(world),
});

export const isrHighWatermark = defineGenerator({
  name: "isr-high-watermark",
  params: {
    replicas: { kind: "range", within: [3, 5], default: [3, 5] },
    minimum: { kind: "range", within: [1, 4], default: [2, 4] },
    acks: { kind: "words", of: ACKS, default: ACKS },
  },
  draw: (params, random): IsrWorld | null => {
    const count = between(random, params.replicas);
    const inSync = sample(random, [1, 2, 3, 4].slice(0, count - 1), count > 3 && chance(random, 0.8) ? 2 : 1);
    const end = between(random, [40, 400]);
    const replicas = Array.from({ length: count }, (_, index): Replica => {
      if (index === 0) return { name: "b1", end, inSync: true };
      const isIn = inSync.includes(index);
      return { name: `b${index + 1}`, end: end - (isIn ? between(random, [0, 9]) : between(random, [6, 35])), inSync: isIn };
    });
    // Most of the time the next leader has more than the watermark, and the minimum is about the size of the ISR.
    const followers = replicas.filter(({ inSync: isIn, name }) => isIn && name !== "b1");
    const best = followers.reduce((most, one) => (one.end > most.end ? one : most));
    const next = (chance(random, 0.7) ? best : pick(random, followers)).name;
    const [least, most] = params.minimum;
    const minimum = Math.min(most, Math.max(least, followers.length + (chance(random, 0.5) ? 2 : 1)));
    if (minimum > count) return null;
    const acks = params.acks.length > 1 ? (chance(random, 0.75) ? "all" : "1") : pick(random, params.acks);
    return { replicas, minimum, acks, next };
  },
  cells: ({ next, acks }: IsrWorld) => [
    { id: "watermark", ask: "High watermark", form: { kind: "integer" } },
    { id: "write", ask: `A write with acks=${acks} comes now`, form: { kind: "word", choices: VERDICTS } },
    { id: "lost", ask: `Records of b1 that are gone if it dies and ${next} leads`, form: { kind: "integer" } },
  ],
  solve: (world) => solve(world),
  mutants: {
    "all-replicas": {
      say: "A replica that has left the ISR holds nobody up: the high watermark is the least log end of those in sync, and slow ones outside do not count.",
      solve: (world) => ({ ...solve(world), watermark: Math.min(...ends(world.replicas)) }),
    },
    "leaders-end": {
      say: "What only the leader has may be lost with it. Consumers see what every replica in sync has.",
      solve: (world) => ({ ...solve(world), watermark: leaderEnd(world) }),
    },
    "cut-to-watermark": {
      say: "A new leader keeps its whole log, also what lies above the old watermark. Gone is what the old leader had and the new one has not.",
      solve: (world) => ({ ...solve(world), lost: leaderEnd(world) - watermarkOf(world) }),
    },
    "minimum-of-replicas": {
      say: "The minimum is one of in-sync replicas, the leader among them, and only acks=all asks for it. Replicas that exist but lag do not help.",
      solve: (world) => ({ ...solve(world), write: VERDICTS[world.acks === "all" || inSyncOf(world).length >= world.minimum ? 0 : 1] }),
    },
  },
  show: ({ replicas, minimum, acks }) => [
    { kind: "facts", facts: [{ name: "min.insync.replicas", value: String(minimum) }, { name: "The producer writes with", value: `acks=${acks}` }] },
    {
      kind: "table",
      caption: "Replicas of one partition; the log end is the offset of the next record",
      columns: ["Replica", "Log end", "In the ISR"],
      rows: replicas.map(({ name, end, inSync }, index) => [index === 0 ? `${name} (leader)` : name, String(end), inSync ? "yes" : "no"]),
    },
  ],
  road: (world) => {
    const cells = solve(world);
    const members = inSyncOf(world);
    const asks = world.acks === "1" ? "acks=1 asks nobody but the leader" : `acks=all asks for ${world.minimum} in sync, and there are ${members.length}`;
    return [
      `In sync: ${members.map(({ name, end }) => `${name} (${end})`).join(", ")}. The least log end is **${String(cells.watermark)}**.`,
      `The write: ${asks}: **${String(cells.write)}**.`,
      `b1 ends at ${leaderEnd(world)} and ${world.next} at ${nextEnd(world)}: **${String(cells.lost)}** ${cells.lost === 1 ? "record is" : "records are"} gone.`,
    ];
  },
});
