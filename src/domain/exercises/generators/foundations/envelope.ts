/** An estimate on the back of an envelope: requests a second, storage with its copies, and bandwidth. */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export interface EnvelopeWorld {
  readonly millionUsers: number;
  /** A day, by each user */
  readonly writesPerUser: number;
  readonly kilobytes: number;
  /** How long everything is kept */
  readonly days: number;
  readonly replicas: number;
  readonly peakFactor: number;
}

const SECONDS_A_DAY = 86_400;
const ESTIMATE = { kind: "log", full: 1.25, half: 2 } as const;

interface Slip {
  readonly replicas?: number;
  readonly peakFactor?: number;
  readonly bits?: number;
}

/** Each cell from the quantities, with some of them mistaken. */
const solveBy =
  (slipOf: (world: EnvelopeWorld) => Slip): Solve<EnvelopeWorld> =>
  (world): Cells => {
    const { replicas, peakFactor, bits } = { replicas: world.replicas, peakFactor: world.peakFactor, bits: 8, ...slipOf(world) };
    const writesADay = world.millionUsers * 1e6 * world.writesPerUser;
    const peak = (writesADay / SECONDS_A_DAY) * peakFactor;
    return {
      mean: writesADay / SECONDS_A_DAY,
      peak,
      storage: (writesADay * world.days * world.kilobytes * 1e3 * replicas) / 1e12,
      bandwidth: (peak * world.kilobytes * 1e3 * bits) / 1e6,
    };
  };

export const envelope = defineGenerator({
  name: "envelope",
  params: { replicas: { kind: "range", within: [2, 5], default: [2, 4] } },
  draw: (params, random): EnvelopeWorld => ({
    millionUsers: pick(random, [2, 5, 10, 20, 50, 100, 200]),
    writesPerUser: between(random, [2, 20]),
    kilobytes: pick(random, [0.5, 1, 2, 5, 10, 50, 200]),
    days: pick(random, [30, 90, 365, 1825]),
    replicas: between(random, params.replicas),
    peakFactor: between(random, [2, 5]),
  }),
  cells: () => [
    { id: "mean", ask: "Writes a second, in the mean of a day", form: { kind: "number", unit: "writes/s", also: {}, credit: ESTIMATE } },
    { id: "peak", ask: "Writes a second at the peak", form: { kind: "number", unit: "writes/s", also: {}, credit: ESTIMATE } },
    { id: "storage", ask: "Storage with all copies at the end", form: { kind: "number", unit: "TB", also: { GB: 0.001, PB: 1000 }, credit: ESTIMATE } },
    { id: "bandwidth", ask: "Incoming bandwidth at the peak", form: { kind: "number", unit: "Mbit/s", also: { "Gbit/s": 1000 }, credit: ESTIMATE } },
  ],
  solve: solveBy(() => ({})),
  mutants: {
    "bytes-for-bits": {
      say: "Sizes are in bytes, links in bits: each byte is eight of them.",
      solve: solveBy(() => ({ bits: 1 })),
    },
    "one-copy": {
      say: "Each object is stored once for every replica. The disks have to hold them all.",
      solve: solveBy(() => ({ replicas: 1 })),
    },
    "mean-for-peak": {
      say: "That is the mean of the day. Machines and links have to carry the busiest time, which is a multiple of it.",
      solve: solveBy(() => ({ peakFactor: 1 })),
    },
  },
  show: ({ millionUsers, writesPerUser, kilobytes, days, replicas, peakFactor }) => [
    {
      kind: "facts",
      facts: [
        { name: "Users a day", value: `${millionUsers} million` },
        { name: "Writes of a user a day", value: String(writesPerUser) },
        { name: "One write", value: `${kilobytes} kB` },
        { name: "Kept for", value: `${days} days` },
        { name: "Copies", value: String(replicas) },
        { name: "Peak", value: `${peakFactor} times the mean` },
      ],
    },
  ],
  road: (world) => {
    const cells = solveBy(() => ({}))(world) as Record<string, number>;
    const short = (id: string) => Number((cells[id] ?? 0).toPrecision(3)).toLocaleString("en-GB");
    return [
      `${world.millionUsers} million x ${world.writesPerUser} a day / 86,400 s = ${short("mean")} writes/s; at the peak ${world.peakFactor} times as many, ${short("peak")}.`,
      `Storage: writes a day x ${world.days} days x ${world.kilobytes} kB x ${world.replicas} copies = ${short("storage")} TB.`,
      `Bandwidth: ${short("peak")} writes/s x ${world.kilobytes} kB x 8 bits = ${short("bandwidth")} Mbit/s.`,
    ];
  },
});
