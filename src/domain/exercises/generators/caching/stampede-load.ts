/** Calls to the origin when a hot key expires: every request that comes before the new value is there may rebuild it. */
import { counted } from "../../../kernel/counted";
import { between, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

const PROTECTIONS = ["nothing", "lock-per-server", "shared-lock"] as const;
export type Protection = (typeof PROTECTIONS)[number];

export interface StampedeWorld {
  /** Requests a second for the key, evenly spaced, each server in turn */
  readonly rate: number;
  readonly rebuildMs: number;
  readonly ttlSeconds: number;
  readonly servers: number;
  readonly protection: Protection;
}

const MINUTES = 60;

/** Requests that come while the value is rebuilt, the first one included. */
const arriving = ({ rate, rebuildMs }: StampedeWorld): number => (rate * rebuildMs) / 1000;

function callsOf(world: StampedeWorld, protection: Protection): number {
  if (protection === "shared-lock") return 1;
  return protection === "nothing" ? arriving(world) : Math.min(world.servers, arriving(world));
}

function answers(world: StampedeWorld, calls: number): Cells {
  const expiries = (MINUTES * 60) / (world.ttlSeconds + world.rebuildMs / 1000);
  return { calls, waiting: Math.max(0, arriving(world) - calls), hour: calls * expiries };
}

const solveBy =
  (calls: (world: StampedeWorld) => number): Solve<StampedeWorld> =>
  (world) =>
    answers(world, calls(world));

const PROTECTION_WORDS: Readonly<Record<Protection, string>> = {
  nothing: "none: whoever misses rebuilds",
  "lock-per-server": "each server lets one of its requests rebuild, the others of that server wait",
  "shared-lock": "one lock for all servers; the others wait",
};

export const stampedeLoad = defineGenerator({
  name: "stampede-load",
  params: {
    protections: { kind: "words", of: PROTECTIONS, default: PROTECTIONS },
    servers: { kind: "range", within: [2, 40], default: [4, 20] },
  },
  draw: (params, random): StampedeWorld => ({
    rate: between(random, [2, 40]) * 10,
    rebuildMs: between(random, [3, 30]) * 100,
    ttlSeconds: pick(random, [30, 60, 120, 300]),
    servers: between(random, params.servers),
    protection: pick(random, params.protections),
  }),
  cells: () => [
    { id: "calls", ask: "Calls to the origin at one expiry", form: { kind: "integer" } },
    { id: "waiting", ask: "Requests that wait for somebody else's rebuild then", form: { kind: "integer" } },
    { id: "hour", ask: "Calls to the origin in an hour", form: { kind: "number", unit: "calls", also: {}, credit: { kind: "relative", full: 0.02, half: 0.1 } } },
  ],
  solve: solveBy((world) => callsOf(world, world.protection)),
  mutants: {
    "one-call": {
      say: "That would need somebody who holds the others back. All that come before the new value is stored miss as well, and a lock of one server is unknown to the next.",
      solve: solveBy(() => 1),
    },
    "rate-times-ttl": {
      say: "While the entry is valid nobody calls the origin. What counts is the time of one rebuild, not the life of the entry.",
      solve: solveBy(({ rate, ttlSeconds }) => rate * ttlSeconds),
    },
    "lock-overlooked": {
      say: "Whoever finds the lock taken waits and does not call. Count the holders of locks, not the requests.",
      solve: solveBy(arriving),
    },
  },
  show: ({ rate, rebuildMs, ttlSeconds, servers, protection }) => [
    {
      kind: "facts",
      facts: [
        { name: "Requests for the key", value: `${rate} a second, evenly spaced` },
        { name: "Rebuilding takes", value: `${rebuildMs / 1000} s` },
        { name: "Entry lives", value: `${ttlSeconds} s from its storing` },
        { name: "Servers", value: `${servers}, each gets a request in turn` },
        { name: "Protection", value: PROTECTION_WORDS[protection] },
      ],
    },
  ],
  road: (world) => {
    const { calls, waiting } = answers(world, callsOf(world, world.protection));
    const period = world.ttlSeconds + world.rebuildMs / 1000;
    return [
      `In ${world.rebuildMs / 1000} s come ${world.rate} x ${world.rebuildMs / 1000} = ${arriving(world)} requests: ${String(calls)} of them ${calls === 1 ? "calls" : "call"} the origin, ${String(waiting)} ${waiting === 1 ? "waits" : "wait"}.`,
      `The entry expires every ${world.ttlSeconds} + ${world.rebuildMs / 1000} = ${period} s, which is ${(3600 / period).toFixed(1)} times an hour, with ${counted(Number(calls), "call")} each.`,
    ];
  },
});
