/** Lab "raft-election" (MIT 6.5840 3A): at most one leader in a term, whatever happens; and soon one, when it may. */
import { checkElectionSafety } from "../checkers/raft/election-safety";
import { checkPersistence } from "../checkers/raft/persistence";
import { random } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { type LabRules, type LabSearch, NO_LAST_LOOK_US, type Scenario } from "./lab";
import { settle } from "./nemesis-shapes";
import { between, nodeNames, oneOf, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeAgreement, judgeForm, judgeInvariant, lastLookFromUs } from "./raft-checks";
import { judgeFailover, judgeFirstLeader, judgeIdle, judgeStability } from "./raft-election-checks";
import { LEADER, storm, weather } from "./raft-nemesis";

const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 60_000;
/** How long a calm cluster is watched. */
const CALM_US = 13 * US_PER_S;
/** From the moment when a majority is whole until it has to have a leader (MIT assumes 5 s). */
export const ELECT_US = 5 * US_PER_S;
/** A leader is gone for ELECT_US, and back before the next one goes. */
const ROUND_US = ELECT_US + 2 * US_PER_S;
const FIRST_ROUND_US = 3 * US_PER_S;
const STORM_US = 7 * US_PER_S;
const MEAN_GAP_US = 400 * US_PER_MS;

type Nemesis = (seed: string, calm: ClusterPlan) => ClusterPlan;

const scenario = (id: string, share: number, sizes: readonly number[], nemesis: Nemesis): Scenario => ({
  id, share,
  plan: (seed) => asking(nemesis(seed, calmPlan(seed, nodeNames(oneOf(random(seed, "environment/size"), sizes))))),
});

/** No faults, and messages of 1 to 15 ms on average, which do not vary much. */
function calmPlan(seed: string, nodes: readonly Address[]): ClusterPlan {
  const environment = random(seed, "environment");
  return {
    ...{ seed, nodes, operations: [], faults: [], loss: 0, duplication: 0 },
    latency: { kind: oneOf(environment, ["constant", "uniform"] as const), meanUs: between(environment, 1, 15) * US_PER_MS },
    fsync: someDelay(environment, 1, 5),
    clockOffsetsMs: {},
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: CALM_US,
    eventsMax: EVENTS_MAX,
  };
}

/** Every now and then somebody is asked who leads, and at the end all are. */
function asking(plan: ClusterPlan): ClusterPlan {
  const { seed, nodes, endAtUs } = plan;
  const stream = random(seed, "workload");
  const lastUs = endAtUs - CLIENT_TIMEOUT_US - 1;
  const ask = (client: number, atUs: number): PlannedOperation => ({ atUs, client, node: nodes[client] as Address, f: "leader", value: null, body: { type: "leader" } });
  const operations: PlannedOperation[] = [];
  for (let atUs = stream.index(MEAN_GAP_US); atUs < lastUs - CLIENT_TIMEOUT_US; atUs += 1 + stream.index(2 * MEAN_GAP_US)) operations.push(ask(stream.index(nodes.length), atUs));
  return { ...plan, operations: [...operations, ...nodes.map((_, client) => ask(client, lastUs))] };
}

/** Twice the leader is taken away for 5 s: cut off, stopped, or frozen. The others are a majority that is whole. */
function takeLeaders(seed: string, plan: ClusterPlan): ClusterPlan {
  const stream = random(seed, "nemesis");
  const faults = [0, 1].flatMap((round): Fault[] => {
    const atUs = FIRST_ROUND_US + round * ROUND_US + stream.index(US_PER_S);
    return oneOf<Fault[]>(stream, [
      [{ kind: "isolate", atUs, node: LEADER, way: "both" }, { kind: "heal", atUs: atUs + ELECT_US }],
      [{ kind: "crash", atUs, node: LEADER, forUs: ELECT_US }],
      [{ kind: "pause", atUs, node: LEADER, forUs: ELECT_US }],
    ]);
  });
  return { ...plan, faults, endAtUs: FIRST_ROUND_US + 2 * ROUND_US + 2 * US_PER_S };
}

/**
 * A leader is cut off and replaced. Then it is heard again and hears nobody, so that it goes on in its old term, and
 * whoever leads now crashes for good: in half of the seeds, that is, as it is chance who sent last. The others, who hear
 * it, are a majority and have to elect somebody.
 */
function deafLeader(seed: string, plan: ClusterPlan): ClusterPlan {
  const stream = random(seed, "nemesis");
  const cutUs = FIRST_ROUND_US + stream.index(US_PER_S);
  const deafUs = cutUs + 2 * US_PER_S + stream.index(US_PER_S);
  const faults: Fault[] = [
    { kind: "isolate", atUs: cutUs, node: LEADER, way: "both" },
    { kind: "heal", atUs: deafUs },
    { kind: "isolate", atUs: deafUs, node: LEADER, way: "in" },
    { kind: "crash", atUs: deafUs + between(stream, 1, 120) * US_PER_MS, node: LEADER },
  ];
  return { ...plan, faults, endAtUs: deafUs + ELECT_US + 2 * US_PER_S };
}

/** The first phase: whatever may happen. The second: a majority is whole, and has 5 s. */
function stormy(seed: string, plan: ClusterPlan): ClusterPlan {
  const stream = random(seed, "nemesis");
  const wild = { ...plan, ...weather(random(seed, "environment/weather")), faults: storm(stream, plan.nodes, { fromUs: 0, toUs: STORM_US }) };
  return settle(random(seed, "nemesis/settle"), { ...wild, endAtUs: STORM_US + ELECT_US + CLIENT_TIMEOUT_US + 1 }, STORM_US).plan;
}

/** The value of an "ok" is what the node says: who leads (null: it knows nobody), and in which term. */
const readReply: ReadReply = (_, { type, leader, term }): Json | null => {
  const isName = leader === null || typeof leader === "string";
  return type === "leader_ok" && isName && typeof term === "number" && Number.isSafeInteger(term) ? { leader, term } : null;
};

/** Two nodes stand, in any order with all else that may happen. */
const election = (id: string, title: string, limits: Pick<LabSearch["scope"], "crashes" | "crashing" | "drops" | "timers" | "depth">): LabSearch =>
  ({ id, title, scope: { nodes: nodeNames(3), operations: [], ...limits }, checks: ["one-leader", "durable-votes"], stepsMax: 15_000 });

const SEARCHES: readonly LabSearch[] = [
  election("two-candidates", "3 nodes, 2 elections", { crashes: 0, drops: 0, timers: 2, depth: 9 }),
  election("voter-crashes", "3 nodes, 2 elections, a voter crashes at any step", { crashes: 1, crashing: ["n3"], drops: 0, timers: 2, depth: 8 }),
];

const ALL = ["calm", "leader-lost", "deaf-leader", "storm"];
const one = judgeInvariant(checkElectionSafety, "No term had two leaders, and nobody voted twice in a term.", "Nobody ever led.");
const durable = judgeInvariant(checkPersistence, "Each vote was on its voter's disk before it was sent.", "Nobody ever voted for anybody else.");

export const raftElection: LabRules = {
  id: "raft-election",
  version: 1,
  readsTrace: true,
  scenarios: [
    scenario("calm", 3, [3, 3, 5], (_, plan) => plan),
    scenario("leader-lost", 4, [3, 3, 5, 7], takeLeaders),
    scenario("deaf-leader", 3, [5], deafLeader),
    scenario("storm", 7, [3, 3, 5, 5, 7], stormy),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "form", scenarios: ALL, judge: judgeForm, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "one-leader", scenarios: ALL, judge: one, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "durable-votes", scenarios: ALL, judge: durable, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "first-leader", scenarios: ["calm"], judge: judgeFirstLeader(ELECT_US), liveness: true },
    { id: "stable", scenarios: ["calm"], judge: judgeStability, liveness: true },
    { id: "idle", scenarios: ["calm"], judge: judgeIdle, measures: ["idle-msgs-per-s"] },
    { id: "failover", scenarios: ["leader-lost"], judge: judgeFailover(ELECT_US), liveness: true },
    { id: "agreement", scenarios: ALL, judge: judgeAgreement, lastLookUs: lastLookFromUs("leader"), liveness: true },
  ],
  searches: SEARCHES,
  readReply,
  nodesMin: 3,
};
