/** Lab "raft-replication" (MIT 6.5840 3B and 3C): a log that a majority agrees on, through partitions, crashes and old leaders. */
import { checkAppendOnly } from "../checkers/raft/append-only";
import { checkCommitment } from "../checkers/raft/commitment";
import { checkElectionSafety } from "../checkers/raft/election-safety";
import { checkLeaderCompleteness } from "../checkers/raft/leader-completeness";
import { checkLogMatching } from "../checkers/raft/log-matching";
import { checkPersistence } from "../checkers/raft/persistence";
import { checkStateMachineSafety } from "../checkers/raft/state-machine-safety";
import { random } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { type LabRules, NO_LAST_LOOK_US, type Scenario } from "./lab";
import { settle } from "./nemesis-shapes";
import { between, happens, nodeNames, oneOf, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeForm, judgeInvariant } from "./raft-checks";
import { figure8 } from "./raft-figure-8";
import { fastClock, onlyLinks, storm, weather } from "./raft-nemesis";
import { quietPlan, someNodes } from "./raft-plan";
import { judgeAcknowledged, judgeCatchUp, judgeFrugal, judgeMajority, judgeProgress, judgePrompt, lastOffersFromUs } from "./raft-replication-checks";

const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 20_000;
/** Before the first command there is time for an election. */
const ELECT_US = 2 * US_PER_S;
const CALM_LOAD_US = US_PER_S;
const CALM_GAP_MS = [20, 60] as const;
const BURST = 10;
/** So long after a leader was lost there is another one. */
const REPLACED_US = 2 * US_PER_S;
/** What the two leaders get then, the old one half as many more: so far their logs diverge (MIT's "Backup"). */
const DIVERGENT = 50;
const FAILURE_US = 50 * US_PER_MS;
const OTHERS_FAILURE_US = 350 * US_PER_MS;
/** Where all see each other and somebody leads, all have to have caught up after this time. */
export const CATCH_UP_US = 2 * US_PER_S;
const STORM_US = 5 * US_PER_S;
const STORM_GAP_MS = [40, 200] as const;
const STEADY_GAP_MS = [40, 80] as const;
const LATE_GAP_MS = [150, 300] as const;
/** From the moment when a majority is whole until it has to take commands: an election that may need several rounds (MIT assumes 5 s). */
const SETTLED_US = 5 * US_PER_S;
/** The last commands are offered in two rounds: what the first one leaves behind must not hinder the second. */
const LAST_GAP_US = 300 * US_PER_MS;

/** A command is offered to a node: whoever leads takes it. At one moment each goes out from a client of its own. */
interface Offer {
  readonly atUs: number;
  readonly to: readonly Address[];
  readonly count?: number;
  /** Clients before this one are busy at that moment. */
  readonly from?: number;
}

interface Story {
  readonly plan: ClusterPlan;
  readonly offers: readonly Offer[];
}

const scenario = (id: string, share: number, story: (seed: string) => Story): Scenario => ({ id, share, plan: (seed) => told(story(seed)) });

/** The plan with its offers, and the last ones at its end. */
function told({ plan, offers }: Story): ClusterPlan {
  const lastUs = plan.endAtUs - CLIENT_TIMEOUT_US - 1;
  const all = [...offers, { atUs: lastUs - LAST_GAP_US, to: plan.nodes }, { atUs: lastUs, to: plan.nodes }];
  const operations = all.flatMap(({ atUs, to, count = 1, from = 0 }) => Array.from({ length: count }, (_, turn) => to.map((node) => ({ atUs, node, client: (from + turn) * plan.nodes.length + plan.nodes.indexOf(node) }))).flat());
  return { ...plan, operations: operations.map((operation, number): PlannedOperation => ({ ...operation, f: "command", value: `c${number + 1}`, body: { type: "command", command: `c${number + 1}` } })) };
}

const basePlan = (seed: string, nodes: readonly Address[], latencyMs: readonly [low: number, high: number]): ClusterPlan =>
  quietPlan(seed, nodes, { latencyMs, clientTimeoutUs: CLIENT_TIMEOUT_US, eventsMax: EVENTS_MAX });

/** Commands one by one, then many at a time. */
function calm(seed: string): Story {
  const plan = basePlan(seed, someNodes(seed, [3, 3, 5]), [1, 4]);
  const singles = steady(seed, plan.nodes, ELECT_US, ELECT_US + CALM_LOAD_US, CALM_GAP_MS);
  const burstUs = ELECT_US + CALM_LOAD_US + LAST_GAP_US;
  return { plan: { ...plan, endAtUs: burstUs + 2 * LAST_GAP_US + CLIENT_TIMEOUT_US + 1 }, offers: [...singles, { atUs: burstUs, to: plan.nodes, count: BURST }] };
}

function steady(seed: string, to: readonly Address[], fromUs: number, toUs: number, [low, high]: readonly [low: number, high: number]): Offer[] {
  const stream = random(seed, "workload");
  const offers: Offer[] = [];
  for (let atUs = fromUs; atUs < toUs; atUs += between(stream, low, high) * US_PER_MS) offers.push({ atUs, to });
  return offers;
}

/**
 * A leader is cut off and goes on to take commands, more than the next one takes and commits, of the others. Then all see
 * each other again. To make the leader another one than it was when the logs began to differ, the power fails once: at the
 * others, so that their next leader knows already what is committed; or everywhere, just as the network is whole.
 */
function oldLeader(seed: string): Story {
  const plan = basePlan(seed, nodeNames(5), [25, 30]);
  const stream = random(seed, "nemesis");
  const old = oneOf(stream, plan.nodes);
  const others = plan.nodes.filter((node) => node !== old);
  const cutUs = ELECT_US + 10 * STEADY_GAP_MS[0] * US_PER_MS + stream.index(STEADY_GAP_MS[0] * US_PER_MS);
  const burstUs = cutUs + REPLACED_US;
  const healUs = burstUs + REPLACED_US;
  const everywhere = happens(stream, 0.5);
  const failure = everywhere ? { atUs: healUs, at: plan.nodes } : { atUs: burstUs + between(stream, 300, 400) * US_PER_MS, at: others };
  const faults: Fault[] = [
    fastClock(old, 0), ...onlyLinks(plan.nodes, others.map((node) => [old, node] as const), 0), { kind: "heal", atUs: ELECT_US },
    { kind: "isolate", atUs: cutUs, node: old, way: "both" },
    // The old leader is back first, and stands for election: with the longer log, but not the later one.
    ...failure.at.map((node): Fault => ({ kind: "crash", atUs: failure.atUs, node, forUs: node === old ? FAILURE_US : OTHERS_FAILURE_US })),
    { kind: "heal", atUs: healUs },
  ];
  const endAtUs = healUs + ELECT_US + CATCH_UP_US + LAST_GAP_US + CLIENT_TIMEOUT_US + 1;
  const offers = [
    ...steady(seed, plan.nodes, ELECT_US, cutUs, STEADY_GAP_MS),
    { atUs: burstUs, to: plan.nodes, count: DIVERGENT }, { atUs: burstUs, to: [old], count: DIVERGENT / 2, from: DIVERGENT },
    // A leader commits what it found in its log with the first entry of its own term.
    ...steady(seed, plan.nodes, failure.atUs + US_PER_S / 2, healUs + ELECT_US, LATE_GAP_MS),
  ];
  return { plan: { ...plan, faults, settledAtUs: healUs, endAtUs }, offers };
}

/** The first phase: whatever may happen. The second: a majority is whole. */
function stormy(seed: string): Story {
  const plan = basePlan(seed, someNodes(seed, [3, 3, 5]), [1, 15]);
  const wild = { ...plan, ...weather(random(seed, "environment/weather")), faults: storm(random(seed, "nemesis"), plan.nodes, { fromUs: US_PER_S, toUs: STORM_US }) };
  const endAtUs = STORM_US + SETTLED_US + LAST_GAP_US + CLIENT_TIMEOUT_US + 1;
  return { plan: settle(random(seed, "nemesis/settle"), { ...wild, endAtUs }, STORM_US).plan, offers: steady(seed, plan.nodes, US_PER_S, STORM_US, STORM_GAP_MS) };
}

/** Figure 8 of the paper, step by step. */
function oldTerm(seed: string): Story {
  const plan = basePlan(seed, nodeNames(5), [5, 15]);
  const { faults, offers, endsAtUs } = figure8(random(seed, "nemesis"), plan.nodes);
  return { plan: { ...plan, faults, settledAtUs: endsAtUs, endAtUs: endsAtUs + SETTLED_US / 2 + LAST_GAP_US + CLIENT_TIMEOUT_US + 1 }, offers };
}

/** The value of an "ok" is the index at which the command was applied. */
const readReply: ReadReply = (_, { type, index }): Json | null => (type === "command_ok" && typeof index === "number" && Number.isSafeInteger(index) ? index : null);

const CALM = ["calm"];
const ALL = ["calm", "old-leader", "figure-8", "storm"];
/** Judged at each moment of a run. */
const SAFETY = { scenarios: ALL, lastLookUs: () => NO_LAST_LOOK_US } as const;
const elections = judgeInvariant(checkElectionSafety, "No term had two leaders, and nobody voted twice in a term.", "Nobody ever led.");
const durable = judgeInvariant(checkPersistence, "What was promised, a vote or an entry, was on disk before.", "Nobody ever promised anything.");
const matching = judgeInvariant(checkLogMatching, "Wherever two logs had an entry of one term at one index, they were alike up to there.", "No log had an entry.");
const appendOnly = judgeInvariant(checkAppendOnly, "No leader took back an entry of its log, and no follower what it had acknowledged.", "Nobody ever led.");
const commitment = judgeInvariant(checkCommitment, "Each entry was on the disks of a majority when it was applied.", "Nothing was applied.");
const completeness = judgeInvariant(checkLeaderCompleteness, "Each leader had every entry that was committed in an earlier term.", "Nothing was committed, or nobody led.");
const machines = judgeInvariant(checkStateMachineSafety, "All nodes applied the same commands in the same order.", "Nothing was applied.");

export const raftReplication: LabRules = {
  id: "raft-replication",
  version: 1,
  readsTrace: true,
  scenarios: [scenario("calm", 3, calm), scenario("old-leader", 3, oldLeader), scenario("figure-8", 3, oldTerm), scenario("storm", 7, stormy)],
  checks: [
    { id: "form", ...SAFETY, judge: judgeForm },
    { id: "elections", ...SAFETY, judge: elections },
    { id: "durable", ...SAFETY, judge: durable },
    { id: "log-matching", ...SAFETY, judge: matching },
    { id: "append-only", ...SAFETY, judge: appendOnly },
    { id: "commitment", ...SAFETY, judge: commitment },
    { id: "completeness", ...SAFETY, judge: completeness },
    { id: "state-machines", ...SAFETY, judge: machines },
    { id: "acknowledged", scenarios: ALL, judge: judgeAcknowledged },
    { id: "progress", scenarios: ALL, judge: judgeProgress, lastLookUs: lastOffersFromUs, liveness: true },
    { id: "majority", scenarios: ["old-leader"], judge: judgeMajority, liveness: true },
    { id: "catch-up", scenarios: ["old-leader"], judge: judgeCatchUp(CATCH_UP_US), liveness: true },
    { id: "prompt", scenarios: CALM, judge: judgePrompt, measures: ["commit-rounds"] },
    { id: "frugal", scenarios: CALM, judge: judgeFrugal, measures: ["rpcs-per-entry", "copies-per-entry"] },
  ],
  readReply,
  nodesMin: 3,
};
