/** Lab "raft-kv" (Maelstrom's lin-kv, MIT 6.5840 4B): a key-value store on Raft whose reads are linearizable and do not all go through the log. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { type LabRules, NO_LAST_LOOK_US, type Scenario } from "./lab";
import { settle } from "./nemesis-shapes";
import { between, happens, nodeNames, oneOf, US_PER_MS, US_PER_S } from "./plan-tools";
import { judgeAnswered, judgeFast, judgeLinearizable, judgeThroughput, lastRequestsFromUs } from "./raft-kv-checks";
import { fastClock, LEADER, onlyLinks, rightClock, storm, weather } from "./raft-nemesis";
import { quietPlan, someNodes } from "./raft-plan";

const CLIENTS = 10;
const CLIENT_TIMEOUT_US = 2 * US_PER_S;
const EVENTS_MAX = 20_000;
/** Before the first request there is time for an election. */
const ELECT_US = 2 * US_PER_S;
const CALM_LOAD_US = US_PER_S;
const BURST_PER_CLIENT = 12;
const KEYS = ["x", "y", "z"];
const STORM_US = 4 * US_PER_S;
/** From the moment when a majority is whole until each of its nodes has to answer: an election that may need several rounds (MIT assumes 5 s). */
const SETTLED_US = 5 * US_PER_S;
const LAST_GAP_US = 300 * US_PER_MS;
/** For a lease clocks have to be about right: so far they may drift where a lease is put to the test. */
const DRIFT_PPM = 50_000;

type Kind = "read" | "write" | "cas";

/** Draws requests with values that are all different; a cas expects what was asked for last, which is mostly there. */
class Workload {
  readonly operations: PlannedOperation[] = [];
  private readonly latest = new Map<string, number>();
  private values = 0;

  constructor(private readonly stream: SeededRandom) {}

  ask(atUs: number, client: number, node: Address, kind: Kind, key = oneOf(this.stream, KEYS)): void {
    const from = this.latest.get(key) ?? 0;
    if (kind !== "read") this.latest.set(key, (this.values += 1));
    const asked = kind === "read" ? { key } : kind === "write" ? { key, value: this.values } : { key, from, to: this.values };
    const value: Json = kind === "read" ? [key, null] : kind === "write" ? [key, this.values] : [key, [from, this.values]];
    this.operations.push({ atUs, client, node, f: kind, value, body: { type: kind, ...asked } });
  }

  /** Requests of all kinds by clients that are drawn, each at its node, so many milliseconds apart on average. */
  mix(nodes: readonly Address[], fromUs: number, toUs: number, gapMs: number): void {
    for (let atUs = fromUs; atUs < toUs; atUs += this.stream.index(2 * gapMs * US_PER_MS)) {
      const client = this.stream.index(CLIENTS);
      this.ask(atUs, client, homeOf(nodes, client), this.kind());
    }
  }

  kind(): Kind {
    const dice = this.stream.fraction();
    return dice < 0.5 ? "read" : dice < 0.8 ? "write" : "cas";
  }

  /** One write and one read at each node. */
  last(nodes: readonly Address[], atUs: number): void {
    nodes.forEach((node, turn) => this.ask(atUs, CLIENTS + turn, node, "write"));
    nodes.forEach((node, turn) => this.ask(atUs + LAST_GAP_US, CLIENTS + turn, node, "read"));
  }
}

const homeOf = (nodes: readonly Address[], client: number): Address => nodes[client % nodes.length] as Address;

const scenario = (id: string, share: number, plan: (seed: string) => ClusterPlan): Scenario => ({ id, share, plan });

const basePlan = (seed: string, nodes: readonly Address[], latencyMs: readonly [low: number, high: number]): ClusterPlan =>
  quietPlan(seed, nodes, { latencyMs, clientTimeoutUs: CLIENT_TIMEOUT_US, eventsMax: EVENTS_MAX });

/** The plan with its requests, and the last ones when all has been whole for a while. */
function ending(plan: ClusterPlan, load: Workload, settledAtUs: number): ClusterPlan {
  const lastUs = settledAtUs + SETTLED_US / 2;
  load.last(plan.nodes, lastUs);
  return { ...plan, settledAtUs, operations: load.operations, endAtUs: lastUs + LAST_GAP_US + CLIENT_TIMEOUT_US + 1 };
}

/** Requests that rarely meet, then as many as ten clients can ask. */
function calm(seed: string): ClusterPlan {
  const plan = basePlan(seed, someNodes(seed, [3, 3, 5]), [2, 6]);
  const load = new Workload(random(seed, "workload"));
  load.mix(plan.nodes, ELECT_US, ELECT_US + CALM_LOAD_US, 20);
  const burstUs = ELECT_US + CALM_LOAD_US + LAST_GAP_US;
  for (let number = 0; number < CLIENTS * BURST_PER_CLIENT; number += 1) load.ask(burstUs, number % CLIENTS, homeOf(plan.nodes, number % CLIENTS), load.kind());
  return { ...plan, operations: load.operations, endAtUs: burstUs + 2 * CLIENT_TIMEOUT_US };
}

/** Whoever leads is cut off or paused while all go on asking: the others elect somebody and write, and it does not know. */
function oldLeader(seed: string): ClusterPlan {
  const plan = basePlan(seed, someNodes(seed, [3, 3, 5]), [2, 12]);
  const stream = random(seed, "nemesis");
  const load = new Workload(random(seed, "workload"));
  const atUs = ELECT_US + 300 * US_PER_MS;
  const backUs = atUs + between(stream, 1_000, 1_600) * US_PER_MS;
  load.mix(plan.nodes, ELECT_US, backUs + US_PER_S / 2, 18);
  const fault: Fault[] = happens(stream, 0.6)
    ? [{ kind: "isolate", atUs, node: LEADER, way: "both" }, { kind: "heal", atUs: backUs }]
    : [{ kind: "pause", atUs, node: LEADER, forUs: backUs - atUs }];
  return ending({ ...plan, faults: fault }, load, backUs + US_PER_S / 2);
}

/** A leader answers writes and crashes before the others know that these are committed. From then on everybody only reads. */
function newLeader(seed: string): ClusterPlan {
  const plan = basePlan(seed, someNodes(seed, [3, 5]), [5, 12]);
  const stream = random(seed, "nemesis");
  const load = new Workload(random(seed, "workload"));
  const roundUs = 2 * plan.latency.meanUs + 2 * plan.fsync.meanUs;
  for (let atUs = ELECT_US; atUs < ELECT_US + 5 * roundUs; atUs += roundUs) plan.nodes.forEach((node, turn) => load.ask(atUs, turn, node, "write", KEYS[0]));
  // The last write, which is passed on and may wait for the round before, is answered by then.
  const crashUs = ELECT_US + 8 * roundUs + stream.index(40 * US_PER_MS);
  for (let atUs = crashUs + 300 * US_PER_MS; atUs < crashUs + 1_500 * US_PER_MS; atUs += 15 * US_PER_MS) {
    const client = stream.index(CLIENTS);
    load.ask(atUs, client, homeOf(plan.nodes, client), "read", KEYS[0]);
  }
  return ending({ ...plan, faults: [{ kind: "crash", atUs: crashUs, node: LEADER, forUs: 2 * US_PER_S }] }, load, crashUs + 2 * US_PER_S);
}

/**
 * What the leader sends arrives soon, and what it hears is a fifth of a second old. Then nobody hears it any more, while
 * old replies still come in; clocks drift by 5 %. Whoever counts from the replies believes for too long that it leads.
 */
function lateReplies(seed: string): ClusterPlan {
  const calmPlan = basePlan(seed, nodeNames(3), [3, 6]);
  const stream = random(seed, "nemesis");
  const old = oneOf(stream, calmPlan.nodes);
  const others = calmPlan.nodes.filter((node) => node !== old);
  const links = others.map((node) => ({ link: [node, old] as const, latency: { kind: "constant" as const, meanUs: between(stream, 200, 240) * US_PER_MS } }));
  const cutUs = ELECT_US + US_PER_S + stream.index(100 * US_PER_MS);
  const healUs = cutUs + 1_500 * US_PER_MS;
  const drift = (node: Address, ppm: number, atUs: number): Fault => ({ kind: "clock-drift", atUs, node, ppm });
  const faults: Fault[] = [
    fastClock(old, 0), ...onlyLinks(calmPlan.nodes, others.map((node) => [old, node] as const), 0), { kind: "heal", atUs: ELECT_US },
    drift(old, -DRIFT_PPM, ELECT_US), ...others.map((node) => drift(node, DRIFT_PPM, ELECT_US)),
    { kind: "isolate", atUs: cutUs, node: old, way: "out" }, { kind: "heal", atUs: healUs },
    ...calmPlan.nodes.map((node) => rightClock(node, healUs)),
  ];
  const load = new Workload(random(seed, "workload"));
  for (let atUs = cutUs - 600 * US_PER_MS; atUs < healUs; atUs += 12 * US_PER_MS) load.ask(atUs, 0, old, "read", KEYS[0]);
  for (let atUs = cutUs - 600 * US_PER_MS; atUs < healUs; atUs += 40 * US_PER_MS) others.forEach((node, turn) => load.ask(atUs + turn * 20 * US_PER_MS, 1 + turn, node, "write", KEYS[0]));
  return ending({ ...calmPlan, links, faults }, load, healUs);
}

/** The first phase: whatever may happen. The second: a majority is whole. */
function stormy(seed: string): ClusterPlan {
  const plan = basePlan(seed, someNodes(seed, [3, 3, 5]), [1, 15]);
  const load = new Workload(random(seed, "workload"));
  load.mix(plan.nodes, US_PER_S, STORM_US, 25);
  const wild = { ...plan, ...weather(random(seed, "environment/weather")), faults: storm(random(seed, "nemesis"), plan.nodes, { fromUs: US_PER_S, toUs: STORM_US }) };
  load.last(plan.nodes, STORM_US + SETTLED_US);
  const endAtUs = STORM_US + SETTLED_US + LAST_GAP_US + CLIENT_TIMEOUT_US + 1;
  return settle(random(seed, "nemesis/settle"), { ...wild, operations: load.operations, endAtUs }, STORM_US).plan;
}

/** What an "ok" says, as in a history of Jepsen's register: [key, value]. */
const readReply: ReadReply = ({ f, value }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  const [key = null] = value as readonly Json[];
  return f !== "read" ? value : reply["value"] === undefined ? null : [key, reply["value"]];
};

const CALM = ["calm"];
const ALL = ["calm", "old-leader", "new-leader", "late-replies", "storm"];

export const raftKv: LabRules = {
  id: "raft-kv",
  version: 1,
  scenarios: [scenario("calm", 2, calm), scenario("old-leader", 4, oldLeader), scenario("new-leader", 3, newLeader), scenario("late-replies", 3, lateReplies), scenario("storm", 4, stormy)],
  checks: [
    { id: "linearizable", scenarios: ALL, judge: judgeLinearizable, lastLookUs: () => NO_LAST_LOOK_US },
    { id: "answered", scenarios: ALL, judge: judgeAnswered, lastLookUs: lastRequestsFromUs, liveness: true },
    { id: "fast", scenarios: CALM, judge: judgeFast, measures: ["read-rounds", "write-rounds"] },
    { id: "throughput", scenarios: CALM, judge: judgeThroughput, measures: ["ms-per-op"] },
  ],
  readReply,
  nodesMin: 3,
};
