/** Lab "CRDTs": a counter, a set and a register that every node changes at once, without asking, and that agree in the end. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { isView, judgeConvergence, judgeCounter, judgeMemory, judgeRegister, judgeSet, judgeTraffic, lastReadsFromUs } from "./crdts-checks";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, partitions, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";

const NODES = 5;
const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 60_000;
const START_US = 50 * US_PER_MS;
const LOAD_US = 4 * US_PER_S;
/** The last crash may come with the last request. */
const SETTLE_US = US_PER_S;
/** From the end of all faults until all nodes have to agree. */
const CONVERGE_US = 4 * US_PER_S;
const ELEMENTS = ["ink", "nib", "pad", "pen"];
const DOWN_MS = [20, 600] as const;
const CRASH_AFTER_MS_MAX = 8;

interface Ingredients {
  readonly partitions?: boolean;
  readonly crashes?: boolean;
  readonly lossy?: boolean;
  /** The counter is only counted up, so that a read below an earlier one shows. */
  readonly isUpOnly?: boolean;
}

const scenario = (id: string, share: number, ingredients: Ingredients): Scenario => ({ id, share, plan: (seed) => makePlan(seed, ingredients) });

function makePlan(seed: string, ingredients: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const environment = random(seed, "environment");
  const operations = load(random(seed, "workload"), nodes, ingredients.isUpOnly === true);
  const endOfLoadUs = START_US + LOAD_US;
  const settledAtUs = endOfLoadUs + SETTLE_US;
  const nemesis = (name: string) => random(seed, `nemesis/${name}`);
  const strikes = ingredients.crashes === true ? crashes(nemesis("crashes"), operations) : [];
  const faults: Fault[] = [
    ...(ingredients.partitions === true ? partitions(nemesis("partitions"), nodes, { fromUs: START_US, toUs: endOfLoadUs, count: between(nemesis("count"), 1, 3) }) : []),
    ...strikes,
    ...(ingredients.lossy === true ? [{ kind: "weather", atUs: settledAtUs, loss: 0 } as const] : []),
  ];
  const lastReads = nodes.map((node, client): PlannedOperation => ({ atUs: settledAtUs + CONVERGE_US, client, node, f: "read", value: null, body: { type: "read" } }));
  return {
    ...{ seed, nodes, faults, settledAtUs },
    latency: someDelay(environment, 5, 40),
    loss: ingredients.lossy === true ? between(environment, 5, 20) / 100 : 0,
    duplication: ingredients.lossy === true ? between(environment, 5, 30) / 100 : 0,
    fsync: someDelay(environment, 2, 15),
    clockOffsetsMs: happens(environment, 0.5) ? {} : Object.fromEntries(nodes.map((node) => [node, between(environment, -500, 500)])),
    operations: [...operations, ...strikes.flatMap((strike) => looks(nodes, strike)), ...lastReads],
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: settledAtUs + CONVERGE_US + CLIENT_TIMEOUT_US,
    eventsMax: EVENTS_MAX,
  };
}

/** One client by each node, some 40 requests a second in all. Now and then two nodes are told different values at the same moment. */
function load(stream: SeededRandom, nodes: readonly Address[], isUpOnly: boolean): PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOAD_US; atUs += between(stream, 5, 45) * US_PER_MS) {
    const client = stream.index(nodes.length);
    const request = draw(stream, operations.length, isUpOnly);
    operations.push(planned(nodes, client, atUs, request));
    if (request.f === "set") operations.push(planned(nodes, (client + 1 + stream.index(nodes.length - 1)) % nodes.length, atUs, { f: "set", value: operations.length }));
  }
  return operations;
}

interface Request {
  readonly f: "count" | "put" | "remove" | "set" | "read";
  readonly value: Json;
}

function draw(stream: SeededRandom, number: number, isUpOnly: boolean): Request {
  const dice = stream.fraction();
  if (dice < 0.35) return { f: "count", value: isUpOnly || happens(stream, 0.6) ? between(stream, 1, 9) : -between(stream, 1, 9) };
  if (dice < 0.55) return { f: "put", value: oneOf(stream, ELEMENTS) };
  if (dice < 0.7) return { f: "remove", value: oneOf(stream, ELEMENTS) };
  if (dice < 0.75) return { f: "set", value: number };
  return { f: "read", value: null };
}

const FIELD = { count: "delta", put: "element", remove: "element", set: "value" } as const;

function planned(nodes: readonly Address[], client: number, atUs: number, { f, value }: Request): PlannedOperation {
  const body = f === "read" ? { type: f } : { type: f, [FIELD[f]]: value };
  return { atUs, client, node: nodes[client] as Address, f, value, body };
}

interface Crash {
  readonly kind: "crash";
  readonly atUs: number;
  readonly node: Address;
  readonly forUs: number;
}

/** Two to four crashes, each a few milliseconds after the node was asked for something: its disk may still be busy with it. */
function crashes(stream: SeededRandom, operations: readonly PlannedOperation[]): Crash[] {
  const count = between(stream, 2, 4);
  const perSlot = Math.floor(operations.length / count);
  return Array.from({ length: count }, (_, turn): Crash => {
    const { atUs, node } = oneOf(stream, operations.slice(turn * perSlot, (turn + 1) * perSlot - Math.floor(perSlot / 4)));
    return { kind: "crash", atUs: atUs + between(stream, 1, CRASH_AFTER_MS_MAX) * US_PER_MS, node, forUs: between(stream, ...DOWN_MS) * US_PER_MS };
  });
}

/** What a node shows just before a crash and just after it has come back. */
const looks = (nodes: readonly Address[], { atUs, node, forUs }: Crash): PlannedOperation[] =>
  [atUs - US_PER_MS, atUs + forUs + US_PER_MS].map((lookUs) => ({ ...planned(nodes, nodes.indexOf(node), lookUs, { f: "read", value: null }), client: NODES + nodes.indexOf(node) }));

/** An "ok" read is what the node shows; all else is only confirmed. */
const readReply: ReadReply = ({ f, value }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  if (f !== "read") return value;
  const { count = null, elements = null, value: set = null } = reply;
  const view = { count, elements, value: set };
  return isView(view) ? view : null;
};

const ALL = ["calm", "lossy", "partitions", "crashes", "everything"];
const LAST = { lastLookUs: lastReadsFromUs } as const;

export const crdts: LabRules = {
  id: "crdts",
  version: 1,
  scenarios: [
    scenario("calm", 2, {}),
    scenario("lossy", 3, { lossy: true }),
    scenario("partitions", 5, { partitions: true }),
    scenario("crashes", 3, { crashes: true, isUpOnly: true }),
    scenario("everything", 3, { partitions: true, crashes: true, lossy: true, isUpOnly: true }),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers },
    { id: "convergence", scenarios: ALL, judge: judgeConvergence, ...LAST },
    { id: "counter", scenarios: ALL, judge: judgeCounter, ...LAST },
    { id: "set", scenarios: ALL, judge: judgeSet, ...LAST },
    { id: "register", scenarios: ALL, judge: judgeRegister, ...LAST },
    { id: "memory", scenarios: ["crashes", "everything"], judge: judgeMemory },
    { id: "bytes", scenarios: ["calm", "lossy"], judge: judgeTraffic, measures: ["bytes-per-op"] },
  ],
  readReply,
};
