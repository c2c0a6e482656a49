/** Lab "quorum-kv": a store in the manner of Dynamo. Every node takes every write, siblings are kept, replicas find together. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, partitions, shuffled, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeQuorumAnswers, judgeBounded, judgeBytes, judgeConvergence, judgeHints, judgeLost, judgeReadRepair, judgeRegular, judgeSiblings, lastLookFromUs } from "./quorum-kv-checks";
import { CONVERGE_US, homesOf, REPAIR_READS_US, REPAIR_US, REPLICAS } from "./quorum-kv-story";

const NODES = 6;
const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 60_000;
const START_US = 50 * US_PER_MS;
/** From the last request to the end of all faults: whoever crashed last is back, and no request waits any more. */
const SETTLE_US = US_PER_S;
/** All links are cut for so long while nodes are asked what they hold by themselves. */
const ALONE_US = 20 * US_PER_MS;
/** Between the requests of all clients, on average. */
const GAP_MS = 45;
const CRASH_AFTER_MS_MAX = 60;
const DOWN_MS: Readonly<Record<"short" | "long", readonly [low: number, high: number]>> = { short: [20, 300], long: [300, 900] };

const DRIFT_GAP_US = 15 * US_PER_MS;
const DRIFT_AWAY_US = 1_300 * US_PER_MS;
const DRIFT_WRITES = 2;
/** Time for replicas to compare themselves before the next one is away. */
const DRIFT_BACK_US = 2 * US_PER_S;

interface Ingredients {
  readonly quorum: "strict" | "sloppy";
  readonly keys: number;
  readonly loadMs: number;
  readonly partitions?: true;
  readonly crashes?: "all-at-once" | "two-at-most";
  /** Some keys are read when all is whole again, and then every node is asked what it holds of them. */
  readonly looksAtRepair?: true;
}

const scenario = (id: string, share: number, ingredients: Ingredients, make = makePlan): Scenario => ({ id, share, plan: (seed) => make(seed, ingredients) });

function makePlan(seed: string, ingredients: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const settledAtUs = START_US + ingredients.loadMs * US_PER_MS + SETTLE_US;
  const keys = Array.from({ length: ingredients.keys }, (_, number) => `k${number}`);
  const operations = load(random(seed, "workload"), nodes, keys, ingredients);
  const faults = nemesis(seed, nodes, operations, ingredients, settledAtUs);
  return settled({ seed, nodes, operations, faults, settledAtUs }, keys, ingredients);
}

/**
 * One range of many keys. Each is written once; then its homes are cut off in turn, and meanwhile a few keys are written
 * at the others. So replicas differ in little.
 */
function driftPlan(seed: string, ingredients: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const stream = random(seed, "workload");
  const keys = Array.from({ length: ingredients.keys }, (_, number) => `k${number * NODES}`);
  const writeOne = (atUs: number, key: string, away: Address | null, turn: number): PlannedOperation[] => {
    const common = { atUs, client: turn % NODES, node: oneOf(stream, nodes.filter((node) => node !== away)) };
    return [{ ...common, ...get(key, ingredients.quorum) }, { ...common, ...write("put", key, ingredients.quorum, `${key}-${atUs / US_PER_MS}`, false) }];
  };
  const operations = keys.flatMap((key, turn) => writeOne(START_US + turn * DRIFT_GAP_US, key, null, turn).slice(1));
  const faults: Fault[] = [];
  let atUs = START_US + keys.length * DRIFT_GAP_US + SETTLE_US;
  const homes = homesOf("k0", nodes);
  for (const away of [...homes, ...homes]) {
    faults.push({ kind: "isolate", atUs, node: away, way: "both" }, { kind: "heal", atUs: atUs + DRIFT_AWAY_US });
    operations.push(...shuffled(stream, keys).slice(0, DRIFT_WRITES).flatMap((key, turn) => writeOne(atUs + (turn + 1) * DRIFT_GAP_US, key, away, turn)));
    atUs += DRIFT_AWAY_US + DRIFT_BACK_US;
  }
  return settled({ seed, nodes, operations, faults, settledAtUs: atUs }, keys, ingredients);
}

/** The plan with its weather, and with the looks that come when all is whole. */
function settled(story: Pick<ClusterPlan, "seed" | "nodes" | "operations" | "faults"> & { readonly settledAtUs: number }, keys: readonly string[], ingredients: Ingredients): ClusterPlan {
  const { seed, nodes, operations, faults, settledAtUs } = story;
  const environment = random(seed, "environment");
  const looks = lastLooks(random(seed, "looks"), nodes, keys, ingredients, settledAtUs);
  const isLossy = ingredients.partitions === true && happens(environment, 0.5);
  const isPowerCut = ingredients.crashes === "all-at-once";
  return {
    ...{ seed, nodes, settledAtUs },
    latency: someDelay(environment, 2, 10),
    loss: isLossy ? between(environment, 1, 5) / 100 : 0,
    duplication: isLossy ? between(environment, 5, 20) / 100 : 0,
    fsync: someDelay(environment, isPowerCut ? 8 : 1, isPowerCut ? 25 : 6),
    clockOffsetsMs: happens(environment, 0.5) ? {} : Object.fromEntries(nodes.map((node) => [node, between(environment, -2_000, 2_000)])),
    operations: [...operations, ...looks.operations],
    faults: [...faults, ...(isLossy ? [{ kind: "weather", atUs: settledAtUs, loss: 0 } as const] : []), ...looks.faults],
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: settledAtUs + CONVERGE_US + 2 * CLIENT_TIMEOUT_US,
    eventsMax: EVENTS_MAX,
  };
}

type Request = Pick<PlannedOperation, "f" | "value" | "body" | "keeps" | "sends">;

/** A read brings the client a context of the key … */
const get = (key: string, quorum: string): Request => ({ f: "get", value: key, body: { type: "get", key, quorum }, keeps: { field: "context", as: key } });

/** … which goes along with its next writes; a blind write has none. */
function write(f: "put" | "delete", key: string, quorum: string, value: Json, isBlind: boolean): Request {
  const body = f === "put" ? { type: f, key, value, quorum } : { type: f, key, quorum };
  return { f, value: f === "put" ? [key, value] : key, body, ...(isBlind ? {} : { sends: { field: "context", as: key } }) };
}

/** Mostly a client reads a key and then writes it; sometimes it writes with what it read long ago, or with nothing. */
function load(stream: SeededRandom, nodes: readonly Address[], keys: readonly string[], { quorum, loadMs }: Ingredients): PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  const untilUs = START_US + loadMs * US_PER_MS;
  for (let atUs = START_US; atUs < untilUs; atUs += between(stream, 1, 2 * GAP_MS) * US_PER_MS) {
    const client = stream.index(nodes.length);
    const key = oneOf(stream, keys);
    const ask = (request: Request): void => {
      const node = nodes[happens(stream, 0.75) ? client : stream.index(nodes.length)] as Address;
      operations.push({ atUs, client, node, ...request });
    };
    const isRead = happens(stream, 0.8);
    if (isRead) ask(get(key, quorum));
    if (isRead && happens(stream, 0.3)) continue;
    if (happens(stream, 0.12)) ask(write("delete", key, quorum, null, false));
    else ask(write("put", key, quorum, `v${operations.length}`, happens(stream, 0.2)));
  }
  return operations;
}

function nemesis(seed: string, nodes: readonly Address[], requests: readonly PlannedOperation[], { quorum, partitions: isParted, crashes }: Ingredients, endUs: number): Fault[] {
  const stream = random(seed, "nemesis");
  const cuts = isParted === true ? partitions(stream, nodes, { fromUs: START_US, toUs: endUs, count: between(stream, 1, 3) }) : [];
  // A sloppy quorum of two needs two nodes, whoever they are: no side is smaller.
  const fair = (fault: Fault): Fault => (fault.kind === "partition" && quorum === "sloppy" ? { ...fault, sides: sidesOfTwo(stream, nodes) } : fault);
  const strikes = crashes === undefined ? [] : crashes === "all-at-once" ? powerCuts(stream, nodes, requests) : fewAtOnce(stream, nodes, endUs);
  return [...cuts.map(fair), ...strikes];
}

function sidesOfTwo(stream: SeededRandom, nodes: readonly Address[]): Address[][] {
  const order = shuffled(stream, nodes);
  if (happens(stream, 0.2)) return [order.slice(0, 2), order.slice(2, 4), order.slice(4)];
  const cut = between(stream, 2, nodes.length - 2);
  return [order.slice(0, cut), order.slice(cut)];
}

/** Shortly after a write was asked for, its node goes down, or all nodes do, as when the power fails. */
function powerCuts(stream: SeededRandom, nodes: readonly Address[], requests: readonly PlannedOperation[]): Fault[] {
  const writes = requests.filter(({ f }) => f !== "get");
  const count = between(stream, 3, 5);
  const perSlot = Math.floor(writes.length / count);
  return Array.from({ length: count }, (_, turn): Fault[] => {
    const { atUs, node } = oneOf(stream, writes.slice(turn * perSlot, (turn + 1) * perSlot));
    const crashUs = atUs + between(stream, 1, CRASH_AFTER_MS_MAX) * US_PER_MS;
    const hit = happens(stream, 0.6) ? nodes : [node];
    return hit.map((one): Fault => ({ kind: "crash", atUs: crashUs, node: one, forUs: between(stream, ...DOWN_MS.short) * US_PER_MS }));
  }).flat();
}

/** Nodes go down one after the other for a while, never more than two of them at a time. */
function fewAtOnce(stream: SeededRandom, nodes: readonly Address[], endUs: number): Fault[] {
  const upUs = [START_US, START_US];
  const faults: Fault[] = [];
  for (let turn = 0; (upUs[turn % 2] as number) < endUs; turn += 1) {
    const atUs = (upUs[turn % 2] as number) + between(stream, 50, 500) * US_PER_MS;
    const forUs = between(stream, ...DOWN_MS.long) * US_PER_MS;
    const half = turn % 2 === 0 ? nodes.slice(0, nodes.length / 2) : nodes.slice(nodes.length / 2);
    if (atUs + forUs <= endUs) faults.push({ kind: "crash", atUs, node: oneOf(stream, half), forUs });
    upUs[turn % 2] = atUs + forUs;
  }
  return faults;
}

/**
 * What is looked at when all is whole: reads after which replicas should have been repaired; what each node holds by
 * itself, for which all links are cut so that it can ask nobody; and in the end every key.
 */
function lastLooks(stream: SeededRandom, nodes: readonly Address[], keys: readonly string[], { quorum, looksAtRepair }: Ingredients, settledAtUs: number): { operations: PlannedOperation[]; faults: Fault[] } {
  const readAll = (atUs: number): PlannedOperation[] => keys.map((key, turn) => ({ atUs, client: nodes.length + turn, node: oneOf(stream, nodes), ...get(key, quorum) }));
  const alone = (atUs: number): PlannedOperation[] => nodes.map((node, client) => ({ atUs, client, node, f: "local", value: null, body: { type: "local" } }));
  const parted = (atUs: number): Fault[] => [{ kind: "partition", atUs: atUs - 1, sides: nodes.map((node) => [node]) }, { kind: "heal", atUs: atUs + ALONE_US }];
  const endUs = settledAtUs + CONVERGE_US;
  const repairUs = settledAtUs + REPAIR_READS_US + REPAIR_US;
  const isLooked = looksAtRepair === true;
  return {
    operations: [...(isLooked ? [...readAll(settledAtUs + REPAIR_READS_US), ...alone(repairUs)] : []), ...alone(endUs), ...readAll(endUs + 2 * ALONE_US)],
    faults: [...(isLooked ? parted(repairUs) : []), ...parted(endUs)],
  };
}

const isTexts = (values: Json | undefined): values is readonly string[] => Array.isArray(values) && values.every((one) => typeof one === "string") && new Set(values).size === values.length;

/** A read is answered with values and a context, of which the size alone is kept; a node by itself with its values by key. */
const readReply: ReadReply = ({ f, value }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  const { values, context = null } = reply;
  if (f === "get") return isTexts(values) ? { values, contextChars: JSON.stringify(context).length } : null;
  if (f !== "local") return value;
  const isByKey = typeof values === "object" && values !== null && !Array.isArray(values) && Object.values(values as Readonly<Record<string, Json>>).every(isTexts);
  return isByKey ? values : null;
};

const STRICT = ["strict", "power-cuts"];
const CALM = ["one-key", "many-keys"];
const SLOPPY = ["sloppy", "two-down"];
const ALL = [...CALM, ...STRICT, ...SLOPPY];
const LAST = { lastLookUs: lastLookFromUs } as const;

export const quorumKv: LabRules = {
  id: "quorum-kv",
  version: 1,
  nodesMin: REPLICAS,
  scenarios: [
    scenario("one-key", 1, { quorum: "strict", keys: 1, loadMs: 5_000 }),
    scenario("strict", 4, { quorum: "strict", keys: 5, loadMs: 3_000, partitions: true, looksAtRepair: true }),
    scenario("power-cuts", 3, { quorum: "strict", keys: 4, loadMs: 3_000, crashes: "all-at-once" }),
    scenario("sloppy", 4, { quorum: "sloppy", keys: 5, loadMs: 3_000, partitions: true }),
    scenario("two-down", 2, { quorum: "sloppy", keys: 5, loadMs: 3_000, crashes: "two-at-most" }),
    scenario("many-keys", 2, { quorum: "strict", keys: 100, loadMs: 0 }, driftPlan),
  ],
  checks: [
    { id: "answers", scenarios: [...CALM, ...STRICT], judge: judgeQuorumAnswers, atEnd: true, ...LAST },
    { id: "nothing-lost", scenarios: ALL, judge: judgeLost, ...LAST },
    { id: "siblings", scenarios: ALL, judge: judgeSiblings, ...LAST },
    { id: "regular", scenarios: [...CALM, ...STRICT], judge: judgeRegular },
    { id: "read-repair", scenarios: ["strict"], judge: judgeReadRepair, ...LAST },
    { id: "always-writable", scenarios: SLOPPY, judge: judgeAnswers, atEnd: true },
    { id: "hints", scenarios: SLOPPY, judge: judgeHints, ...LAST },
    { id: "convergence", scenarios: ALL, judge: judgeConvergence, ...LAST },
    { id: "bounded", scenarios: ALL, judge: judgeBounded, measures: ["context-chars"] },
    { id: "bytes", scenarios: ["many-keys"], judge: judgeBytes, measures: ["bytes-per-op"] },
  ],
  readReply,
};
