/** Lab "unique ids": every node hands out ids, and no two are ever the same. */
import { checkSortedWithin } from "../checkers/sorted-within";
import { checkUniqueIds } from "../checkers/unique-ids";
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { HistoryEntry, ReadReply } from "../simulator/history";
import type { Address } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import { judgeAnswers } from "./answers";
import type { CheckVerdict, LabRules, LabSearch, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, partitions, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";
import { counted, eventsAt, seconds, shown } from "./say";

const NODES = 3;
const CLIENTS_PER_NODE = 2;
const RATE_PER_S = 1_000;
const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 60_000;
/** After the last request: time for clients that had to wait for a node to come back. */
const AFTERMATH_US = 8 * US_PER_S;

/** Ids of requests further apart than this are in the order of the requests. */
const WINDOW_US = US_PER_S;
/** Two clocks differ by at most twice as much, which leaves room for order within the window. */
const OFFSET_MS_MAX = 300;
const WILD_OFFSET_MS_MAX = 5_000;
const JUMP_MS_MAX = 5_000;

interface Ingredients {
  readonly partitions?: boolean;
  readonly crashes?: boolean;
  readonly clocks?: boolean;
}

const scenario = (id: string, share: number, ingredients: Ingredients): Scenario => ({ id, share, plan: (seed) => makePlan(seed, ingredients) });

function makePlan(seed: string, ingredients: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const network = random(seed, "environment");
  const operations = workload(random(seed, "workload"), nodes, ingredients.clocks === true);
  const lastUs = operations.at(-1)?.atUs ?? 0;
  const nemesis = (name: string) => random(seed, `nemesis/${name}`);
  const crashes = ingredients.crashes === true ? crashFaults(nemesis("crashes"), nodes, lastUs) : [];
  const faults: Fault[] = [
    ...(ingredients.partitions === true ? partitions(nemesis("partitions"), nodes, { fromUs: 0, toUs: lastUs, count: between(nemesis("count"), 1, 3) }) : []),
    ...crashes,
    ...(ingredients.clocks === true ? jumpFaults(nemesis("clocks"), nodes, lastUs, crashes) : []),
  ];
  return {
    ...{ seed, nodes, operations, faults },
    latency: someDelay(network, 1, 20),
    loss: 0,
    duplication: 0,
    fsync: someDelay(network, 1, 10),
    clockOffsetsMs: offsets(network, nodes, ingredients.clocks === true ? WILD_OFFSET_MS_MAX : OFFSET_MS_MAX),
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: lastUs + AFTERMATH_US,
    eventsMax: EVENTS_MAX,
  };
}

/** 1000 requests a second: in one go of 1.3 to 1.8 s, or (always where clocks jump far) in bursts over up to 8 s. */
function workload(stream: SeededRandom, nodes: readonly Address[], isLong: boolean): PlannedOperation[] {
  const bursts = isLong || happens(stream, 0.3) ? between(stream, 6, 9) : 1;
  const requests = bursts === 1 ? between(stream, 1_300, 1_800) : Math.floor(between(stream, 1_000, 1_300) / bursts);
  const pauseUs = between(stream, 400, 700) * US_PER_MS;
  const gapUs = US_PER_S / RATE_PER_S;
  const operations = Array.from({ length: bursts * requests }, (_, index): PlannedOperation => {
    const startUs = Math.floor(index / requests) * (requests * gapUs + pauseUs);
    const client = stream.index(CLIENTS_PER_NODE * nodes.length);
    const node = nodes[client % nodes.length] as Address;
    return { atUs: startUs + stream.index(requests * gapUs), client, node, f: "generate", value: null, body: { type: "generate" } };
  });
  return operations.sort((one, other) => one.atUs - other.atUs);
}

/** One to three crashes; after half of the restarts comes another crash at once, while the disk may still be busy. */
function crashFaults(stream: SeededRandom, nodes: readonly Address[], lastUs: number): Fault[] {
  const count = between(stream, 1, 3);
  const slotUs = Math.floor(lastUs / count);
  return Array.from({ length: count }, (_, turn): Fault[] => {
    const node = oneOf(stream, nodes);
    let atUs = turn * slotUs + between(stream, Math.floor(slotUs / 10), Math.floor(slotUs / 2));
    const faults: Fault[] = [];
    for (let again = true; again; again = faults.length < 6 && happens(stream, 0.5)) {
      const backUs = atUs + between(stream, 5, 200) * US_PER_MS;
      faults.push({ kind: "crash", atUs, node }, { kind: "restart", atUs: backUs, node });
      atUs = backUs + between(stream, 1, 40) * US_PER_MS;
    }
    return faults;
  }).flat();
}

/** Mostly back, by little or by much; and back while a node is down, so that it comes up at a time that it has had before. */
function jumpFaults(stream: SeededRandom, nodes: readonly Address[], lastUs: number, crashes: readonly Fault[]): Fault[] {
  const free = Array.from({ length: between(stream, 2, 5) }, (): Fault => {
    const far = oneOf(stream, [100, 1_000, JUMP_MS_MAX]);
    const byMs = between(stream, far / 10, far) * (happens(stream, 0.2) ? 1 : -1);
    return { kind: "clock-jump", atUs: between(stream, Math.floor(lastUs / 8), lastUs), node: oneOf(stream, nodes), byMs };
  });
  const whileDown = crashes.flatMap((fault): Fault[] => {
    if (fault.kind !== "crash" || happens(stream, 0.3)) return [];
    return [{ kind: "clock-jump", atUs: fault.atUs + US_PER_MS, node: fault.node, byMs: -between(stream, 50, 1_000) }];
  });
  return [...free, ...whileDown];
}

/** In half of the seeds clocks agree. */
function offsets(stream: SeededRandom, nodes: readonly Address[], mostMs: number): Record<Address, number> {
  if (happens(stream, 0.5)) return {};
  return Object.fromEntries(nodes.map((node) => [node, between(stream, -mostMs, mostMs)]));
}

const readReply: ReadReply = (_, reply) => (reply.type === "generate_ok" ? (reply["id"] ?? null) : null);

function judgeUnique({ history }: RunRecord, { faults }: ClusterPlan): CheckVerdict {
  const { verdict, acknowledged, duplicates } = checkUniqueIds(history, "generate");
  const figures = { duplicates: duplicates.length };
  const [worst] = duplicates;
  if (worst === undefined) return { verdict, say: acknowledged === 0 ? "No id was given." : `${acknowledged} ids, all different.`, witnesses: [], figures };
  const first = history[worst.first] as HistoryEntry;
  const second = history[worst.second] as HistoryEntry;
  const who = first.node === second.node ? `${first.node} gave the id ${shown(worst.id)} twice` : `${first.node} and ${second.node} both gave the id ${shown(worst.id)}`;
  const say = `${who}: at ${seconds(first.timeUs)} and at ${seconds(second.timeUs)}${sayBetween(faults, first, second)}. ${counted(duplicates.length, "id")} of ${acknowledged} answers came more than once.`;
  return { verdict, say, witnesses: eventsAt(history, [worst.first, worst.second]), figures };
}

/** What befell the node between two of its answers. */
function sayBetween(faults: readonly Fault[], first: HistoryEntry, second: HistoryEntry): string {
  const between = faults.filter((fault) => "node" in fault && fault.node === second.node && fault.atUs >= first.timeUs && fault.atUs <= second.timeUs);
  const said = [
    ...(between.some(({ kind }) => kind === "restart") ? ["a restart"] : []),
    ...(between.some((fault) => fault.kind === "clock-jump" && fault.byMs < 0) ? ["its clock went back"] : []),
  ];
  if (first.node !== second.node || said.length === 0) return "";
  return `, and in between ${said.map((one) => (one === "a restart" ? "it restarted" : one)).join(" and ")}`;
}

function judgeSorted({ history }: RunRecord): CheckVerdict {
  const { verdict, compared, disorder } = checkSortedWithin(history, "generate", WINDOW_US);
  if (disorder === null) {
    const say = verdict === "unknown" ? "No two answers lie more than 1 s apart." : `${compared} ids are greater than all ids from more than 1 s before.`;
    return { verdict, say, witnesses: [], figures: {} };
  }
  const earlier = history[disorder.earlier] as HistoryEntry;
  const later = history[disorder.later] as HistoryEntry;
  const pair = `${earlier.node} gave ${shown(earlier.value)} at ${seconds(earlier.timeUs)}, ${later.node} gave ${shown(later.value)} at ${seconds(later.timeUs)}`;
  const fault = disorder.comparable ? "the later one should be greater" : "only two numbers or two texts can be compared";
  return { verdict, say: `${pair}: ${fault}.`, witnesses: eventsAt(history, [disorder.earlier, disorder.later]), figures: {} };
}

/** Requests at a node that crashes in between, and one at another node. */
const twoLives: LabSearch = {
  id: "two-lives",
  title: "2 nodes, 3 requests, one node crashes at any step",
  scope: {
    nodes: ["n1", "n2"],
    operations: ["n1", "n1", "n2"].map((node, client) => ({ client, node, f: "generate", value: null, body: { type: "generate" } })),
    ...{ crashes: 1, crashing: ["n1"], drops: 0, timers: 0, depth: 20 },
  },
  checks: ["unique"],
  stepsMax: 15_000,
};

const ALL = ["calm", "partitions", "crashes", "clocks", "everything"];

export const uniqueIds: LabRules = {
  id: "unique-ids",
  version: 1,
  scenarios: [
    scenario("calm", 2, {}),
    scenario("partitions", 4, { partitions: true }),
    scenario("crashes", 4, { crashes: true }),
    scenario("clocks", 3, { clocks: true }),
    scenario("everything", 3, { partitions: true, crashes: true, clocks: true }),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "unique", scenarios: ["calm", "partitions", "clocks"], judge: judgeUnique },
    { id: "restarts", scenarios: ["crashes", "everything"], judge: judgeUnique },
    { id: "sorted", scenarios: ["calm", "partitions", "crashes"], judge: judgeSorted },
  ],
  searches: [twoLives],
  readReply,
};
