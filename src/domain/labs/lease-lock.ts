/** Lab "lease-lock": a lock whose holders may sleep through the end of their lease, and a store that does not let them in then. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import type { LabRules, Scenario } from "./lab";
import { judgeEffects, judgeFence, judgeFreed, judgeFrugal, judgeLeases, judgeRecovery, judgeTokens, lastAppendsFromUs, lastLookFromUs, TTL_US } from "./lease-lock-checks";
import { swarm } from "./nemesis-shapes";
import { between, happens, nodeNames, oneOf, shuffled, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";

/** The lock service, the store, and five workers. */
const NODES = 7;
const WORKERS_FROM = 2;
const DOCUMENTS = ["a", "b"];
const CLIENT_TIMEOUT_US = 4 * US_PER_S;
const EVENTS_MAX = 40_000;
const START_US = 100 * US_PER_MS;
const LOAD_US = 7 * US_PER_S;
/** From the end of the load to the last appends: what is under way comes to its end. */
const SETTLE_US = 2_500 * US_PER_MS;
const MEAN_GAP_MS = 320;
/** How long the work between reading and writing takes: mostly little, sometimes longer than a lease. */
const WORK_MS: Readonly<Record<"short" | "long", readonly [low: number, high: number]>> = { short: [0, 120], long: [500, 1_100] };
const LONG_SHARE = 0.15;
/** After so long a worker that found the lock free has read, and has not written yet. */
const AT_WORK_MS: readonly [low: number, high: number] = [30, 220];
/** One story of the sleepers after the other. */
const ROUND_US = 2_300 * US_PER_MS;

const PAIR_US = 700 * US_PER_MS;

/** Whoever read last is at work, or was. */
const HOLDER = { lastSenderOf: "read" } as const;

/** Draws the faults for a plan that has none. */
type Nemesis = (stream: SeededRandom, plan: ClusterPlan) => Fault[];

interface Ingredients {
  readonly load?: (stream: SeededRandom, nodes: readonly Address[]) => PlannedOperation[];
  readonly nemesis?: Nemesis;
  readonly loss?: boolean;
}

const scenario = (id: string, share: number, ingredients: Ingredients): Scenario => ({ id, share, plan: (seed) => makePlan(seed, ingredients) });

function makePlan(seed: string, { load = steadyLoad, nemesis, loss: mayLose = false }: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const environment = random(seed, "environment");
  const appends = load(random(seed, "workload"), nodes);
  const settledAtUs = START_US + LOAD_US;
  const last = lastPhase(nodes, appends.length, settledAtUs + SETTLE_US);
  const plan: ClusterPlan = {
    ...{ seed, nodes, settledAtUs },
    loss: mayLose && happens(environment, 0.6) ? between(environment, 2, 12) / 100 : 0,
    duplication: mayLose && happens(environment, 0.6) ? between(environment, 5, 20) / 100 : 0,
    latency: someDelay(environment, 2, 10),
    fsync: { kind: oneOf(environment, ["constant", "uniform"] as const), meanUs: between(environment, 2, 20) * US_PER_MS },
    clockOffsetsMs: Object.fromEntries(nodes.map((node) => [node, between(environment, -2_000, 2_000)])),
    operations: [...appends, ...last],
    faults: [],
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: (last.at(-1)?.atUs ?? 0) + US_PER_MS,
    eventsMax: EVENTS_MAX,
  };
  const struck = nemesis?.(random(seed, "nemesis"), { ...plan, operations: appends }).filter(({ atUs }) => atUs < settledAtUs) ?? [];
  return nemesis === undefined ? plan : { ...plan, faults: [...struck, ...calm(plan, settledAtUs)] };
}

/** Everybody is up and awake, and the weather is fine. */
const calm = ({ nodes, latency }: ClusterPlan, atUs: number): Fault[] => [
  ...nodes.flatMap((node): Fault[] => [{ kind: "restart", atUs, node }, { kind: "resume", atUs, node }]),
  { kind: "weather", atUs, latency, loss: 0, duplication: 0 },
];

const append = (nodes: readonly Address[], worker: Address, atUs: number, name: string, element: number, workMs: number): PlannedOperation => {
  const value: Json = { name, element };
  return { atUs, client: nodes.indexOf(worker) - WORKERS_FROM, node: worker, f: "append", value, body: { type: "append", name, element, workMs } };
};

/** An append every third of a second to one of two documents, by some worker. */
function steadyLoad(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  const workers = nodes.slice(WORKERS_FROM);
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOAD_US; atUs += between(stream, 1, 2 * MEAN_GAP_MS) * US_PER_MS) {
    const workMs = between(stream, ...WORK_MS[happens(stream, LONG_SHARE) ? "long" : "short"]);
    operations.push(append(nodes, oneOf(stream, workers), atUs, oneOf(stream, DOCUMENTS), operations.length + 1, workMs));
  }
  return operations;
}

/** Two appends to the document a, of which the second mostly finds the lock free; then a pause, in which leases end. */
function pairs(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  return Array.from({ length: Math.floor(LOAD_US / PAIR_US) }).flatMap((_, pair) => {
    const atUs = START_US + pair * PAIR_US;
    const workers = shuffled(stream, nodes.slice(WORKERS_FROM)).slice(0, 2);
    return workers.map((worker, turn) => append(nodes, worker, atUs + turn * between(stream, 150, 350) * US_PER_MS, "a", 2 * pair + turn + 1, between(stream, 0, 60)));
  });
}

/**
 * The story for which tokens are there, again and again: one worker reads and falls asleep; the lease ends; another one
 * reads and takes its time; the first one wakes up and writes.
 */
function sleepers(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  return Array.from({ length: Math.floor(LOAD_US / ROUND_US) }).flatMap((_, round) => {
    const atUs = START_US + round * ROUND_US;
    const [first, second] = shuffled(stream, nodes.slice(WORKERS_FROM)) as [Address, Address];
    const secondUs = atUs + between(stream, 60, 200) * US_PER_MS;
    return [
      append(nodes, first, atUs, "a", 2 * round + 1, between(stream, 150, 300)),
      append(nodes, second, secondUs, "a", 2 * round + 2, between(stream, 700, 1_000)),
    ];
  });
}

/**
 * Puts the first worker of a round to sleep until the second one has read: at its work, or while it may be asking whether
 * it still has the lock. By a coin the store crashes in between, and the lock service.
 */
const putToSleep: Nemesis = (stream, plan) =>
  plan.operations.filter((_, turn) => turn % 2 === 0).flatMap((first): Fault[] => {
    const { nodes, latency } = plan;
    const asleepUs = happens(stream, 0.5) ? first.atUs + between(stream, 120, 180) * US_PER_MS : writesUs(plan, first) + stream.index(2 * latency.meanUs);
    const readUs = asleepUs + TTL_US + between(stream, 120, 320) * US_PER_MS;
    const crashed = [...(happens(stream, 0.6) ? [nodes[1]] : []), ...(happens(stream, 0.3) ? [nodes[0]] : [])] as Address[];
    return [
      { kind: "pause", atUs: asleepUs, node: HOLDER, forUs: readUs - asleepUs + between(stream, 80, 300) * US_PER_MS },
      ...crashed.map((node): Fault => ({ kind: "crash", atUs: readUs, node, forUs: between(stream, 5, 60) * US_PER_MS })),
    ];
  });

/** Moments at which somebody is at work: soon after an append was asked for. */
const atWork = (stream: SeededRandom, { operations }: ClusterPlan, share: number): number[] =>
  operations.flatMap(({ atUs }) => (happens(stream, share) ? [atUs + between(stream, ...AT_WORK_MS) * US_PER_MS] : []));

const pauses: Nemesis = (stream, plan) =>
  atWork(stream, plan, 0.3).map((atUs) => ({ kind: "pause", atUs, node: HOLDER, forUs: between(stream, 100, 2_000) * US_PER_MS }));

/** The network is slow for a while: what is sent then comes when its lease may be over, and after what is sent later. */
const delays: Nemesis = (stream, plan) =>
  atWork(stream, plan, 0.15).flatMap((atUs): Fault[] => [
    { kind: "weather", atUs, latency: { kind: "exponential", meanUs: between(stream, 100, 400) * US_PER_MS } },
    { kind: "weather", atUs: atUs + between(stream, 50, 300) * US_PER_MS, latency: plan.latency },
  ]);

/** Clocks go forward and back by up to ten seconds; that of the lock service most of all. */
const jumps: Nemesis = (stream, plan) =>
  atWork(stream, plan, 0.3).map((atUs) => {
    const node = happens(stream, 0.6) ? (plan.nodes[0] as Address) : oneOf(stream, plan.nodes);
    return { kind: "clock-jump", atUs, node, byMs: (happens(stream, 0.5) ? 1 : -1) * between(stream, 300, 10_000) };
  });

/** Workers crash at work and come back late; servers crash while their disks are busy, or at any time, and are back soon. */
const crashes: Nemesis = (stream, plan) => [
  ...atWork(stream, plan, 0.1).map((atUs): Fault => ({ kind: "crash", atUs, node: HOLDER, forUs: between(stream, 100, 1_500) * US_PER_MS })),
  ...plan.operations.flatMap((operation): Fault[] => {
    if (!happens(stream, 0.45)) return [];
    const place = stream.index(2);
    const atUs = happens(stream, 0.3) ? operation.atUs + between(stream, 0, 300) * US_PER_MS : diskIsBusyUs(plan, operation, place) + stream.index(2 * plan.fsync.meanUs);
    return [{ kind: "crash", atUs, node: plan.nodes[place] as Address, forUs: between(stream, 5, 120) * US_PER_MS }];
  }),
];

/** About when an append has done its work and writes, if the lock was free. */
const writesUs = ({ latency, fsync }: ClusterPlan, { atUs, body }: PlannedOperation): number =>
  atUs + 4 * latency.meanUs + 2 * fsync.meanUs + Number(body["workMs"]) * US_PER_MS;

/** About when the lock service (0) may be putting a grant on its disk, or the store (1) a write. */
const diskIsBusyUs = (plan: ClusterPlan, append: PlannedOperation, place: number): number =>
  place === 0 ? append.atUs + plan.latency.meanUs : writesUs(plan, append) + plan.latency.meanUs - plan.fsync.meanUs;

const MIX: Readonly<Record<string, Nemesis>> = { pauses, delays, jumps, crashes };

const everything: Nemesis = (stream, plan) => [...swarm(stream, Object.keys(MIX))].flatMap((kind) => MIX[kind]?.(stream, plan) ?? []);

/** Every worker appends to every document; then both documents are looked at. */
function lastPhase(nodes: readonly Address[], count: number, fromUs: number): PlannedOperation[] {
  const workers = nodes.slice(WORKERS_FROM);
  const appends = workers.flatMap((worker, turn) => DOCUMENTS.map((name, other) => append(nodes, worker, fromUs, name, count + DOCUMENTS.length * turn + other + 1, 0)));
  const look = DOCUMENTS.map((name, turn): PlannedOperation => ({
    atUs: fromUs + 2 * CLIENT_TIMEOUT_US, client: workers.length + turn, node: nodes[1] as Address, f: "show", value: { name }, body: { type: "show", name },
  }));
  return [...appends, ...look];
}

/** An append is only confirmed; what a document holds is a list. */
const readReply: ReadReply = ({ f, value }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  if (f === "append") return value;
  return Array.isArray(reply["elements"]) ? (reply["elements"] as Json) : null;
};

const CALM = ["calm"];
const ALL = ["calm", "sleepers", "late", "clocks", "crashes", "everything"];

export const leaseLock: LabRules = {
  id: "lease-lock",
  version: 1,
  readsTrace: true,
  scenarios: [
    scenario("calm", 2, {}),
    scenario("sleepers", 3, { load: sleepers, nemesis: putToSleep }),
    scenario("late", 3, { nemesis: (stream, plan) => [...pauses(stream, plan), ...delays(stream, plan)], loss: true }),
    scenario("clocks", 2, { nemesis: (stream, plan) => [...jumps(stream, plan), ...pauses(stream, plan)] }),
    scenario("crashes", 4, { load: pairs, nemesis: crashes, loss: true }),
    scenario("everything", 2, { nemesis: everything, loss: true }),
  ],
  checks: [
    { id: "answers", scenarios: CALM, judge: judgeAnswers, atEnd: true },
    { id: "tokens", scenarios: ALL, judge: judgeTokens },
    { id: "leases", scenarios: ALL, judge: judgeLeases },
    { id: "fence", scenarios: ALL, judge: judgeFence },
    { id: "effects", scenarios: ALL, judge: judgeEffects, lastLookUs: lastLookFromUs },
    { id: "freed", scenarios: ALL, judge: judgeFreed },
    { id: "recovery", scenarios: ALL, judge: judgeRecovery, lastLookUs: lastAppendsFromUs, liveness: true },
    { id: "frugal", scenarios: CALM, judge: judgeFrugal, measures: ["msgs-per-op"] },
  ],
  readReply,
};
