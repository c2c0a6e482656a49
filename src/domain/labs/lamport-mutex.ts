/** Lab "lamport-mutex": numbers that respect what happened before what, and the lock without a server that they make possible. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Link, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { judgeExclusion, judgeFrugal, judgeGranted, judgeMessages, judgeOrder, judgeOwnOrder } from "./lamport-mutex-checks";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, shuffled, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";

const SIZES = [3, 4, 4];
const CLIENT_TIMEOUT_US = 3 * US_PER_S;
const EVENTS_MAX = 20_000;
const START_US = 50 * US_PER_MS;
const EVENTS_US = 2 * US_PER_S;
const MEAN_GAP_MS = 20;
/** How much busier than others a node is: only then do clocks that nobody sets right drift apart. */
const BUSY = [1, 1, 3, 12];
const TELL_SHARE = 0.55;
const LOCKS_US = 3 * US_PER_S;
/** From one burst of requests to the next one: mostly long enough for all to be granted. */
const BURST_MS: readonly [low: number, high: number] = [120, 450];
/** Within so long the requests of one burst come, the short time with half of them: then their numbers are alike. */
const WITHIN_MS: Readonly<Record<"short" | "long", number>> = { short: 3, long: 40 };
const STAY_MS: readonly [low: number, high: number] = [5, 40];

interface Kind {
  readonly load: (stream: SeededRandom, nodes: readonly Address[]) => PlannedOperation[];
  readonly fifo: boolean;
}

const scenario = (id: string, share: number, kind: Kind): Scenario => ({ id, share, plan: (seed) => makePlan(seed, kind) });

/** Nothing is lost, and nobody fails: Lamport's lock stands still where that happens. */
function makePlan(seed: string, { load, fifo }: Kind): ClusterPlan {
  const environment = random(seed, "environment");
  const nodes = nodeNames(oneOf(environment, SIZES));
  const operations = load(random(seed, "workload"), nodes);
  return {
    ...{ seed, nodes, operations, faults: [], loss: 0, duplication: 0 },
    ...(fifo ? { fifo } : {}),
    latency: fifo ? someDelay(environment, 3, 25) : { kind: "exponential", meanUs: between(environment, 10, 25) * US_PER_MS },
    links: slowLinks(environment, nodes).map((link) => ({ link, latency: { kind: "exponential", meanUs: between(environment, 30, 70) * US_PER_MS } as const })),
    fsync: { kind: "constant", meanUs: US_PER_MS },
    clockOffsetsMs: Object.fromEntries(nodes.map((node) => [node, between(environment, -300, 300)])),
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: (operations.at(-1)?.atUs ?? 0) + CLIENT_TIMEOUT_US + 1,
    eventsMax: EVENTS_MAX,
  };
}

/** By a coin each, up to three ways from node to node that take much longer than the others. */
const slowLinks = (stream: SeededRandom, nodes: readonly Address[]): Link[] =>
  [0, 1, 2].flatMap((): Link[] => {
    const [from, to] = shuffled(stream, nodes) as [Address, Address];
    return happens(stream, 0.5) ? [[from, to]] : [];
  });

const ask = (nodes: readonly Address[], node: Address, atUs: number, body: PlannedOperation["body"]): PlannedOperation => {
  const { type, ...value } = body;
  return { atUs, client: nodes.indexOf(node), node, f: type, value: value as Json, body };
};

/** Some nodes do much, others little; notes go from everybody to everybody. */
function events(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  const crowd = nodes.flatMap((node) => new Array<Address>(oneOf(stream, BUSY)).fill(node));
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + EVENTS_US; atUs += between(stream, 1, 2 * MEAN_GAP_MS) * US_PER_MS) {
    const node = oneOf(stream, crowd);
    const to = oneOf(stream, nodes.filter((other) => other !== node));
    operations.push(ask(nodes, node, atUs, happens(stream, TELL_SHARE) ? { type: "tell", to } : { type: "local" }));
  }
  return operations;
}

/** Bursts of requests, by two nodes or more, almost at once. */
function locks(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOCKS_US; atUs += between(stream, ...BURST_MS) * US_PER_MS) {
    const withinUs = WITHIN_MS[happens(stream, 0.5) ? "short" : "long"] * US_PER_MS;
    const asking = shuffled(stream, nodes).slice(0, between(stream, 2, nodes.length));
    operations.push(...asking.map((node) => ask(nodes, node, atUs + stream.index(withinUs), { type: "lock", ms: between(stream, ...STAY_MS) })));
  }
  return operations.sort((one, other) => one.atUs - other.atUs);
}

/** Answers only confirm. */
const readReply: ReadReply = ({ f, value }, { type }): Json | null => (type === `${f}_ok` ? value : null);

const EVENTS = ["events"];
const LOCKS = ["in-order", "overtaking"];

export const lamportMutex: LabRules = {
  id: "lamport-mutex",
  version: 1,
  readsTrace: true,
  scenarios: [
    scenario("events", 4, { load: events, fifo: false }),
    scenario("in-order", 6, { load: locks, fifo: true }),
    scenario("overtaking", 6, { load: locks, fifo: false }),
  ],
  checks: [
    { id: "answers", scenarios: EVENTS, judge: judgeAnswers, atEnd: true },
    { id: "own-order", scenarios: EVENTS, judge: judgeOwnOrder },
    { id: "messages", scenarios: EVENTS, judge: judgeMessages },
    { id: "exclusion", scenarios: LOCKS, judge: judgeExclusion },
    { id: "order", scenarios: LOCKS, judge: judgeOrder },
    { id: "granted", scenarios: LOCKS, judge: judgeGranted, liveness: true },
    { id: "frugal", scenarios: LOCKS, judge: judgeFrugal, measures: ["msgs-per-lock"] },
  ],
  readReply,
};
