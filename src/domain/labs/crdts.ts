/** Lab "CRDTs": a counter, a set, a register and a text that every node changes at once, without asking, and that agree in the end. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { isView, judgeConvergence, judgeCounter, judgeMemory, judgeRegister, judgeSet, judgeTraffic, lastReadsFromUs } from "./crdts-checks";
import { judgeText } from "./crdts-text-check";
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
/** Before the number of a word, so that the order of their names is not the order in which they were typed. */
const WORD_NAMES = 900;
/** Words that one types one after the other. */
const RUN_WORDS = [3, 5] as const;
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

/** One client by each node, some 40 requests a second in all. Now and then two nodes are told different things at the same moment. */
function load(stream: SeededRandom, nodes: readonly Address[], isUpOnly: boolean): PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOAD_US; atUs += between(stream, 5, 60) * US_PER_MS) {
    const client = stream.index(nodes.length);
    const other = (client + 1 + stream.index(nodes.length - 1)) % nodes.length;
    if (happens(stream, 0.08)) {
      typeAtOnce(stream, operations, nodes, atUs, [client, other]);
      continue;
    }
    const request = draw(stream, operations, isUpOnly);
    operations.push(planned(nodes, client, atUs, request));
    if (request.f === "set") operations.push(planned(nodes, other, atUs, { f: "set", value: operations.length }));
  }
  return operations;
}

interface Request {
  readonly f: "count" | "put" | "remove" | "set" | "insert" | "erase" | "read";
  readonly value: Json;
}

function draw(stream: SeededRandom, operations: readonly PlannedOperation[], isUpOnly: boolean): Request {
  const dice = stream.fraction();
  if (dice < 0.35) return { f: "count", value: isUpOnly || happens(stream, 0.6) ? between(stream, 1, 9) : -between(stream, 1, 9) };
  if (dice < 0.53) return { f: "put", value: oneOf(stream, ELEMENTS) };
  if (dice < 0.66) return { f: "remove", value: oneOf(stream, ELEMENTS) };
  if (dice < 0.71) return { f: "set", value: operations.length };
  const words = insertedBy(operations);
  if (dice < 0.76 && words.length > 0) return { f: "erase", value: oneOf(stream, words) };
  return { f: "read", value: null };
}

/** The words that are inserted so far: all of them, or those of one client. */
const insertedBy = (operations: readonly PlannedOperation[], client?: number): string[] =>
  operations.flatMap((one) => (one.f === "insert" && (client === undefined || one.client === client) ? [(one.value as [string, string | null])[0]] : []));

/**
 * Two nodes type some words at the same time, each after its word before, both from the beginning of the text; or one of
 * them from one of its own words on, which may be in the middle of what it typed earlier.
 */
function typeAtOnce(stream: SeededRandom, operations: PlannedOperation[], nodes: readonly Address[], atUs: number, clients: readonly number[]): void {
  for (const client of clients) {
    const own = insertedBy(operations, client);
    let after: string | null = own.length > 0 && happens(stream, 0.4) ? oneOf(stream, own) : null;
    for (let count = between(stream, ...RUN_WORDS); count > 0; count -= 1) {
      const word = `w${stream.index(WORD_NAMES)}-${operations.length}`;
      operations.push(planned(nodes, client, atUs, { f: "insert", value: [word, after] }));
      after = word;
    }
  }
}

const FIELD = { count: "delta", put: "element", remove: "element", set: "value", erase: "word" } as const;

function planned(nodes: readonly Address[], client: number, atUs: number, { f, value }: Request): PlannedOperation {
  const node = nodes[client] as Address;
  if (f === "read") return { atUs, client, node, f, value, body: { type: f } };
  if (f !== "insert") return { atUs, client, node, f, value, body: { type: f, [FIELD[f]]: value } };
  const [word, after] = value as [string, string | null];
  return { atUs, client, node, f, value, body: { type: f, word, after } };
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
  const { count = null, elements = null, value: set = null, text = null } = reply;
  const view = { count, elements, value: set, text };
  return isView(view) ? view : null;
};

const ALL = ["calm", "lossy", "partitions", "crashes", "everything"];
const LAST = { lastLookUs: lastReadsFromUs } as const;

export const crdts: LabRules = {
  id: "crdts",
  version: 2,
  scenarios: [
    scenario("calm", 2, {}),
    scenario("lossy", 3, { lossy: true }),
    scenario("partitions", 5, { partitions: true }),
    scenario("crashes", 3, { crashes: true, isUpOnly: true }),
    scenario("everything", 3, { partitions: true, crashes: true, lossy: true, isUpOnly: true }),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "convergence", scenarios: ALL, judge: judgeConvergence, ...LAST },
    { id: "counter", scenarios: ALL, judge: judgeCounter, ...LAST },
    { id: "set", scenarios: ALL, judge: judgeSet, ...LAST },
    { id: "register", scenarios: ALL, judge: judgeRegister, ...LAST },
    { id: "text", scenarios: ALL, judge: judgeText, ...LAST },
    { id: "memory", scenarios: ["crashes", "everything"], judge: judgeMemory },
    { id: "bytes", scenarios: ["calm", "lossy"], judge: judgeTraffic, measures: ["bytes-per-op"] },
  ],
  readReply,
};
