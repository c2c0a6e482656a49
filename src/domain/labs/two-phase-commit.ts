/** Lab "two-phase commit": a transaction over several nodes takes effect at all of them or at none, whoever crashes when. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { type LabRules, type LabSearch, NO_LAST_LOOK_US, type Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, partitions, shuffled, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeAgreement, judgeCommits, judgeFrugal, judgeIsolation, judgeRecovery, judgeRefusals, lastPhaseFromUs, type Writes } from "./two-phase-commit-checks";

const NODES = 4;
const KEYS = ["a", "b"];
/** Transactions take turns among so many clients, so that one that waits for a coordinator which is down holds up no other. */
const CLIENTS = 6;
const CLIENT_TIMEOUT_US = 2 * US_PER_S;
const EVENTS_MAX = 40_000;
const START_US = 100 * US_PER_MS;
const LOAD_US = 6 * US_PER_S;
/** The last crash may come with the last transaction, and lasts. */
const SETTLE_US = 2 * US_PER_S;
/** From the end of all faults to the last transactions: time to find out what was missed. */
const RECOVER_US = 5 * US_PER_S;
const LAST_GAP_US = 500 * US_PER_MS;
const REFUSED_SHARE = 0.15;
/** Prepare, vote, decision, acknowledgement: with a little room. */
const MESSAGES_PER_PARTICIPANT_MAX = 4.5;
/** A transaction without faults is through by then: crashes are aimed at this time after its request. */
const STEPS_US = 120 * US_PER_MS;
/** Mostly back soon, to meet the next crash; sometimes away for longer than anybody likes to wait. */
const DOWN_MS: Readonly<Record<"short" | "long", readonly [low: number, high: number]>> = { short: [20, 300], long: [500, 1_500] };

interface Ingredients {
  /** Transactions meet: many at a time on few keys. */
  readonly crowded?: boolean;
  /** A crash is aimed at most transactions, at any of their steps. */
  readonly crashes?: boolean;
  readonly partitions?: boolean;
  readonly loss?: boolean;
}

const scenario = (id: string, share: number, ingredients: Ingredients): Scenario => ({ id, share, plan: (seed) => makePlan(seed, ingredients) });

function makePlan(seed: string, ingredients: Ingredients): ClusterPlan {
  const nodes = nodeNames(NODES);
  const environment = random(seed, "environment");
  const transactions = load(random(seed, "workload"), nodes, ingredients.crowded === true);
  const settledAtUs = START_US + LOAD_US + SETTLE_US;
  const nemesis = (name: string) => random(seed, `nemesis/${name}`);
  const faults: Fault[] = [
    ...(ingredients.crashes === true ? aimedCrashes(nemesis("crashes"), nodes, transactions) : []),
    ...(ingredients.partitions === true ? partitions(nemesis("partitions"), nodes, { fromUs: START_US, toUs: settledAtUs, count: between(nemesis("count"), 1, 3) }) : []),
  ];
  const isLossy = ingredients.loss === true && happens(environment, 0.7);
  const last = lastPhase(nodes, transactions.length, settledAtUs + RECOVER_US);
  const loss = isLossy ? between(environment, 5, 25) / 100 : 0;
  return {
    ...{ seed, nodes, settledAtUs, loss },
    duplication: ingredients.loss === true && happens(environment, 0.5) ? between(environment, 5, 20) / 100 : 0,
    latency: someDelay(environment, 5, 20),
    fsync: someDelay(environment, 10, 40),
    clockOffsetsMs: {},
    operations: [...transactions, ...last],
    // The weather clears when the faults end: the last phase asks for what a whole cluster can do.
    faults: loss > 0 ? [...faults, { kind: "weather", atUs: settledAtUs, loss: 0 }] : faults,
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: (last.at(-1)?.atUs ?? 0) + CLIENT_TIMEOUT_US,
    eventsMax: EVENTS_MAX,
  };
}

/** One every half second or so; crowded, about ten times as many. Values tell who wrote them. */
function load(stream: SeededRandom, nodes: readonly Address[], isCrowded: boolean): PlannedOperation[] {
  const gapMs = isCrowded ? 80 : 450;
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOAD_US; atUs += between(stream, gapMs / 2, gapMs + gapMs / 2) * US_PER_MS) {
    const number = operations.length + 1;
    const chosen = shuffled(stream, nodes.slice(1)).slice(0, happens(stream, 0.6) ? 3 : 2).sort();
    const refuser = happens(stream, REFUSED_SHARE) ? oneOf(stream, chosen) : null;
    const writes = Object.fromEntries(chosen.map((node) => [node, { [oneOf(stream, KEYS)]: node === refuser ? -number : number }]));
    operations.push(transaction(nodes, number, writes, atUs, number % CLIENTS));
  }
  return operations;
}

function transaction(nodes: readonly Address[], number: number, writes: Writes, atUs: number, client: number): PlannedOperation {
  const value: Json = { txn: `t${number}`, writes };
  return { atUs, client, node: nodes[0] as Address, f: "transact", value, body: { type: "transact", txn: `t${number}`, writes } };
}

/**
 * Crashes around transactions, at a moment drawn among their steps: of the coordinator as often as of a participant, and
 * sometimes of all nodes at once, as when the power fails.
 */
function aimedCrashes(stream: SeededRandom, nodes: readonly Address[], transactions: readonly PlannedOperation[]): Fault[] {
  const upFromUs = new Map<Address, number>();
  return transactions.flatMap(({ atUs }): Fault[] => {
    if (happens(stream, 0.15)) return [];
    const one = happens(stream, 0.5) ? (nodes[0] as Address) : oneOf(stream, nodes.slice(1));
    const hit = happens(stream, 0.25) ? nodes : [one];
    const crashUs = atUs + stream.index(STEPS_US);
    return hit.flatMap((node): Fault[] => {
      const downUs = between(stream, ...DOWN_MS[happens(stream, 0.25) ? "long" : "short"]) * US_PER_MS;
      if (crashUs < (upFromUs.get(node) ?? 0)) return [];
      upFromUs.set(node, crashUs + downUs);
      return [{ kind: "crash", atUs: crashUs, node, forUs: downUs }];
    });
  });
}

/** One transaction for each key over all participants, one after the other; before and after them a look at what the participants hold. */
function lastPhase(nodes: readonly Address[], count: number, fromUs: number): PlannedOperation[] {
  const participants = nodes.slice(1);
  const transactions = KEYS.map((key, turn) => {
    const number = count + turn + 1;
    const writes = Object.fromEntries(participants.map((node) => [node, { [key]: number }]));
    return transaction(nodes, number, writes, fromUs + turn * LAST_GAP_US, CLIENTS);
  });
  const look = (atUs: number) => participants.map((node, turn): PlannedOperation => ({ atUs, client: CLIENTS + 1 + turn, node, f: "read", value: null, body: { type: "read" } }));
  return [...look(fromUs - LAST_GAP_US), ...transactions, ...look(fromUs + RECOVER_US)];
}

/** A transaction is answered with its outcome, a read with the values by key. */
const readReply: ReadReply = ({ f }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  if (f === "transact") return reply["outcome"] === "commit" || reply["outcome"] === "abort" ? reply["outcome"] : null;
  const values = reply["values"];
  return typeof values === "object" && values !== null && !Array.isArray(values) ? values : null;
};

/** A coordinator, two participants, one transaction, which both can carry out or one has to refuse. */
const smallSearch = (id: string, title: string, writes: Writes, limits: Pick<LabSearch["scope"], "crashes" | "crashing" | "drops" | "timers" | "depth">): LabSearch => {
  const { client, node, f, value, body } = transaction(["n1"], 1, writes, 0, 0);
  return { id, title, scope: { nodes: nodeNames(3), operations: [{ client, node, f, value, body }], ...limits }, checks: ["agreement", "refusals"], stepsMax: 15_000 };
};

const BOTH: Writes = { n2: { a: 1 }, n3: { a: 1 } };
const SEARCHES: readonly LabSearch[] = [
  smallSearch("coordinator-crash", "2 participants, the coordinator crashes at any step", BOTH, { crashes: 1, crashing: ["n1"], drops: 0, timers: 1, depth: 24 }),
  smallSearch("participant-crash", "2 participants, one of them crashes at any step", BOTH, { crashes: 1, crashing: ["n2"], drops: 0, timers: 1, depth: 24 }),
  smallSearch("one-refuses", "2 participants, of which one refuses; a message is lost", { n2: { a: 1 }, n3: { a: -1 } }, { crashes: 0, drops: 1, timers: 1, depth: 24 }),
];

const CALM = ["calm"];
const ALL = ["calm", "crash-points", "partitions", "everything"];

export const twoPhaseCommit: LabRules = {
  id: "two-phase-commit",
  version: 1,
  scenarios: [
    scenario("calm", 2, { crowded: true }),
    scenario("crash-points", 7, { crashes: true, loss: true }),
    scenario("partitions", 3, { partitions: true, loss: true }),
    scenario("everything", 4, { crowded: true, crashes: true, partitions: true, loss: true }),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "commits", scenarios: CALM, judge: judgeCommits },
    { id: "agreement", scenarios: ALL, judge: judgeAgreement, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "refusals", scenarios: ALL, judge: judgeRefusals },
    { id: "isolation", scenarios: ALL, judge: judgeIsolation, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "recovery", scenarios: ALL, judge: judgeRecovery, lastLookUs: lastPhaseFromUs, liveness: true },
    { id: "frugal", scenarios: CALM, judge: judgeFrugal(MESSAGES_PER_PARTICIPANT_MAX, "question, vote, decision and perhaps an acknowledgement"), measures: ["msgs-per-participant"] },
  ],
  searches: SEARCHES,
  readReply,
};
