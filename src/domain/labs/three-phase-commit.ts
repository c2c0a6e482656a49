/** Lab "three-phase commit": as two-phase commit, but nobody waits for a coordinator that has stopped. And what that costs. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Delay, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, shuffled, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeAgreementOfTheStopped, judgeNonBlocking, judgePrice } from "./three-phase-commit-checks";
import { twoPhaseCommit } from "./two-phase-commit";
import { judgeCommits, judgeFrugal, judgeRefusals, type Writes } from "./two-phase-commit-checks";

const NODES = 4;
const CLIENTS = 8;
const CLIENT_TIMEOUT_US = US_PER_S / 2;
const EVENTS_MAX = 20_000;
const START_US = 50 * US_PER_MS;
/** A message takes twice its mean at most: 20 ms, which everybody may rely on. */
const MEAN_MS = [5, 10] as const;
const MESSAGE_US_MAX = 20 * US_PER_MS;
/** Prepare, vote, pre-commit, acknowledgement and commit: with room for one more. */
const MESSAGES_PER_PARTICIPANT_MAX = 6;
const CALM_TRANSACTIONS = 20;
/** A round is one transaction and what befalls it; all of that is over before the next one. */
const ROUND_US = 1_200 * US_PER_MS;
const ROUNDS = 8;
/** The protocol has five messages one after the other; a stop comes while one of them is on its way, or just after. */
const STEPS = 6;
const DOWN_US = 700 * US_PER_MS;
const CUT_US = 500 * US_PER_MS;
/** Partitions strike so long after a request, one in each round: some of them at the wrong moment. */
const PARTITION_STEP_US = 4 * US_PER_MS;
const PARTITION_ROUNDS = 12;

interface Round {
  readonly operation: PlannedOperation;
  readonly faults: readonly Fault[];
}

type DrawRound = (stream: SeededRandom, nodes: readonly Address[], number: number, latency: Delay) => Round;

const transaction = (coordinator: Address, writes: Writes, number: number, atUs: number): PlannedOperation => {
  const txn = `t${number}`;
  const value: Json = { txn, writes };
  return { atUs, client: number % CLIENTS, node: coordinator, f: "transact", value, body: { type: "transact", txn, writes } };
};

/** All other nodes take part, each with a key that belongs to this transaction alone. */
function writesOf(nodes: readonly Address[], coordinator: Address, number: number, refuser: Address | null): Writes {
  const participants = nodes.filter((node) => node !== coordinator);
  return Object.fromEntries(participants.map((node) => [node, { [`k${number}`]: node === refuser ? -number : number }]));
}

const atOf = (number: number): number => START_US + (number - 1) * ROUND_US;

/** The coordinator stops at some step: what it has on its way reaches some of the others, or none. */
const coordinatorStops: DrawRound = (stream, nodes, number, latency) => {
  const coordinator = oneOf(stream, nodes);
  const others = shuffled(stream, nodes.filter((node) => node !== coordinator));
  const writes = writesOf(nodes, coordinator, number, happens(stream, 0.15) ? oneOf(stream, others) : null);
  const atUs = atOf(number) + Math.floor(STEPS * latency.meanUs * stream.fraction()) + 1;
  const missed = others.slice(0, happens(stream, 0.4) ? others.length : between(stream, 1, 2));
  return { operation: transaction(coordinator, writes, number, atOf(number)), faults: stops(coordinator, missed, atUs) };
};

/** A participant stops instead; half of the time it is one that would have had to refuse. */
const participantStops: DrawRound = (stream, nodes, number, latency) => {
  const coordinator = oneOf(stream, nodes);
  const stopped = oneOf(stream, nodes.filter((node) => node !== coordinator));
  const writes = writesOf(nodes, coordinator, number, happens(stream, 0.5) ? stopped : null);
  const atUs = atOf(number) + Math.floor(STEPS * latency.meanUs * stream.fraction()) + 1;
  return { operation: transaction(coordinator, writes, number, atOf(number)), faults: stops(stopped, nodes, atUs) };
};

/** A node stops for good, and its name goes to a fresh one after a while. What was on its way to these nodes is lost. */
const stops = (node: Address, missed: readonly Address[], atUs: number): Fault[] => [
  { kind: "crash", node, atUs, forUs: DOWN_US },
  { kind: "cut", atUs, links: missed.filter((other) => other !== node).map((other) => [node, other] as const) },
  { kind: "heal", atUs: atUs + MESSAGE_US_MAX },
];

/** The network falls into two parts, each round a little later after the request. */
const networkIsCut: DrawRound = (stream, nodes, number) => {
  const coordinator = oneOf(stream, nodes);
  const others = shuffled(stream, nodes.filter((node) => node !== coordinator));
  const near = between(stream, 0, 2);
  const atUs = atOf(number) + number * PARTITION_STEP_US;
  const faults: Fault[] = [{ kind: "partition", atUs, sides: [[coordinator, ...others.slice(0, near)], others.slice(near)] }, { kind: "heal", atUs: atUs + CUT_US }];
  return { operation: transaction(coordinator, writesOf(nodes, coordinator, number, null), number, atOf(number)), faults };
};

const rounds = (count: number, draw: DrawRound, kinds: readonly Delay["kind"][]) => (seed: string): ClusterPlan => {
  const nodes = nodeNames(NODES);
  const latency = latencyOf(seed, kinds);
  const stream = random(seed, "rounds");
  const drawn = Array.from({ length: count }, (_, index) => draw(stream, nodes, index + 1, latency));
  const last = calmRound(stream, nodes, count + 1);
  return makePlan(seed, latency, [...drawn.map(({ operation }) => operation), last], drawn.flatMap(({ faults }) => faults));
};

/** When all is over: one transaction that nothing befalls. */
function calmRound(stream: SeededRandom, nodes: readonly Address[], number: number): PlannedOperation {
  const coordinator = oneOf(stream, nodes);
  return transaction(coordinator, writesOf(nodes, coordinator, number, null), number, atOf(number));
}

/** Many at a time, none of which has to do with another. */
function calmPlan(seed: string): ClusterPlan {
  const nodes = nodeNames(NODES);
  const stream = random(seed, "workload");
  let atUs = START_US;
  const operations = Array.from({ length: CALM_TRANSACTIONS }, (_, index): PlannedOperation => {
    const coordinator = oneOf(stream, nodes);
    const refuser = happens(stream, 0.2) ? oneOf(stream, nodes.filter((node) => node !== coordinator)) : null;
    atUs += between(stream, 10, 90) * US_PER_MS;
    return transaction(coordinator, writesOf(nodes, coordinator, index + 1, refuser), index + 1, atUs);
  });
  return makePlan(seed, latencyOf(seed, ["constant", "uniform"]), operations, []);
}

function latencyOf(seed: string, kinds: readonly Delay["kind"][]): Delay {
  const environment = random(seed, "environment");
  return { kind: oneOf(environment, kinds), meanUs: between(environment, ...MEAN_MS) * US_PER_MS };
}

function makePlan(seed: string, latency: Delay, operations: readonly PlannedOperation[], faults: readonly Fault[]): ClusterPlan {
  const lastUs = operations.at(-1)?.atUs ?? START_US;
  return {
    ...{ seed, nodes: nodeNames(NODES), latency, operations, faults, loss: 0, duplication: 0 },
    fsync: { kind: "constant", meanUs: US_PER_MS },
    clockOffsetsMs: {},
    settledAtUs: lastUs - 1,
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: lastUs + ROUND_US,
    eventsMax: EVENTS_MAX,
  };
}

const scenario = (id: string, share: number, plan: Scenario["plan"]): Scenario => ({ id, share, plan });

const CALM = ["calm"];
const WHOLE = ["calm", "coordinator", "participant"];
const ALL = [...WHOLE, "partitions"];

export const threePhaseCommit: LabRules = {
  id: "three-phase-commit",
  version: 1,
  nodesMin: NODES,
  scenarios: [
    scenario("calm", 3, calmPlan),
    scenario("coordinator", 8, rounds(ROUNDS, coordinatorStops, ["constant", "uniform"])),
    scenario("participant", 3, rounds(ROUNDS, participantStops, ["constant", "uniform"])),
    scenario("partitions", 2, rounds(PARTITION_ROUNDS, networkIsCut, ["constant"])),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "commits", scenarios: CALM, judge: judgeCommits },
    { id: "agreement", scenarios: WHOLE, judge: judgeAgreementOfTheStopped },
    { id: "refusals", scenarios: ALL, judge: judgeRefusals },
    { id: "non-blocking", scenarios: ALL, judge: judgeNonBlocking, liveness: true },
    { id: "price", scenarios: ["partitions"], judge: judgePrice, measures: ["decided-alike"] },
    { id: "frugal", scenarios: CALM, judge: judgeFrugal(MESSAGES_PER_PARTICIPANT_MAX, "question, vote, pre-commit, acknowledgement and commit"), measures: ["msgs-per-participant"] },
  ],
  readReply: twoPhaseCommit.readReply,
  readsTrace: true,
};
