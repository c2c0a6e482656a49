/** Lab "rate limiter": so many requests of a key and no more, at one node by its own clock, and at three nodes together. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, Link, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, oneOf, shuffled, US_PER_MS, US_PER_S } from "./plan-tools";
import { type Ask, judgeClocks, judgeCutOff, judgeLimits, judgeMemory, judgeShared, judgeUse, type Rule } from "./rate-limiter-checks";

const NODES = 3;
/** So many requests may be under way at a time. */
const CLIENTS = 64;
const CLIENT_TIMEOUT_US = US_PER_S / 2;
const EVENTS_MAX = 40_000;
const STORE = "lin-kv";
const START_MS = 50;
const LOAD_MS = 2_000;
/** From the end of the load, and of a cut, to the last requests, and from these to the end. */
const QUIET_MS = 600;
const LAST_REQUESTS = 8;
/** Clocks that are kept together by NTP, and clocks that nobody keeps together. */
const KEPT_WITHIN_MS = 10;
const APART_MS = 500;
const JUMP_MS = [200, 4_000] as const;
const CUT_MS = [400, 900] as const;
/** Limits of all nodes together are of whole milliseconds a token, and loose enough for clocks that differ a little. */
const SHARED_RATES = [10, 20];

type Kind = "window" | "bucket";

interface Request {
  readonly atMs: number;
  readonly node: Address;
  readonly ask: Ask;
}

const scenario = (id: string, share: number, plan: (seed: string) => ClusterPlan): Scenario => ({ id, share, plan });

/** Every request comes at a whole millisecond, so that a clock of milliseconds shows no less than passes. */
function makePlan(seed: string, requests: readonly Request[], more: Partial<ClusterPlan>): ClusterPlan {
  const nodes = nodeNames(NODES);
  const inOrder = [...requests].sort((one, other) => one.atMs - other.atMs);
  return {
    ...{ seed, nodes, services: [STORE], loss: 0, duplication: 0, faults: [] },
    latency: { kind: oneOf(random(seed, "environment/latency"), ["constant", "uniform"] as const), meanUs: between(random(seed, "environment/mean"), 1, 4) * US_PER_MS },
    fsync: { kind: "constant", meanUs: US_PER_MS },
    clockOffsetsMs: offsets(random(seed, "environment/clocks"), nodes, APART_MS),
    operations: inOrder.map(({ atMs, node, ask }, index): PlannedOperation => ({
      ...{ atUs: atMs * US_PER_MS, client: index % CLIENTS, node, f: "allow" },
      value: ask as unknown as Json,
      body: { type: "allow", ...(ask as unknown as { readonly [key: string]: Json }) },
    })),
    settledAtUs: (START_MS + LOAD_MS) * US_PER_MS,
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: (START_MS + LOAD_MS + 2 * QUIET_MS) * US_PER_MS,
    eventsMax: EVENTS_MAX,
    ...more,
  };
}

const offsets = (stream: SeededRandom, nodes: readonly Address[], mostMs: number): Record<Address, number> =>
  Object.fromEntries(nodes.map((node) => [node, between(stream, -mostMs, mostMs)]));

// ---- limits of one node ----

const drawRule = (stream: SeededRandom, kind: Kind): Rule =>
  kind === "window" ? { limit: between(stream, 5, 15), windowMs: between(stream, 4, 10) * 100 } : { rate: between(stream, 25, 60), burst: between(stream, 3, 10) };

/** At each node a key that comes in bursts and one that comes steadily, both more often than they may, and many that come once. */
function localLoad(stream: SeededRandom, nodes: readonly Address[], kinds: readonly Kind[]): Request[] {
  return nodes.flatMap((node, index) => {
    const ask = (key: string): Ask => ({ key: `${node}-${key}`, rule: drawRule(stream, kinds[index % kinds.length] as Kind), scope: "node", onFailure: "closed" });
    return [...inBursts(stream, [node], ask("bursts")), ...steadily(stream, [node], ask("steady")), ...passersBy(stream, node, ask)];
  });
}

const amountOf = (rule: Rule): number => ("limit" in rule ? rule.limit : rule.burst);
const ratePerMs = (rule: Rule): number => ("limit" in rule ? rule.limit / rule.windowMs : rule.rate / 1_000);

/** About as much as the limit at a time, at each of these nodes in the same millisecond; the next time before all of that may come again. */
function inBursts(stream: SeededRandom, nodes: readonly Address[], ask: Ask): Request[] {
  const amount = amountOf(ask.rule);
  const recoverMs = amount / ratePerMs(ask.rule);
  const requests: Request[] = [];
  for (let atMs = START_MS + stream.index(200); atMs < START_MS + LOAD_MS; atMs += Math.ceil(recoverMs * (0.3 + 0.5 * stream.fraction()))) {
    for (const node of nodes) {
      const size = between(stream, Math.ceil(amount / 2), amount + 1);
      requests.push(...Array.from({ length: size }, () => ({ atMs, node, ask })));
    }
  }
  return requests;
}

/** About twice as often as the rate, each time at one of these nodes. */
function steadily(stream: SeededRandom, nodes: readonly Address[], ask: Ask): Request[] {
  const meanGapMs = 1 / (2 * ratePerMs(ask.rule));
  const requests: Request[] = [];
  for (let atMs = START_MS; atMs < START_MS + LOAD_MS; atMs += Math.max(1, Math.round(2 * meanGapMs * stream.fraction()))) requests.push({ atMs, node: oneOf(stream, nodes), ask });
  return requests;
}

/** Keys that come twice and are then not seen again. */
function passersBy(stream: SeededRandom, node: Address, ask: (key: string) => Ask): Request[] {
  const requests: Request[] = [];
  for (let atMs = START_MS; atMs < START_MS + LOAD_MS; atMs += between(stream, 30, 120)) {
    const one = { atMs, node, ask: ask(`once-${requests.length}`) };
    requests.push(one, one);
  }
  return requests;
}

const localPlan = (kinds: readonly Kind[]) => (seed: string): ClusterPlan => makePlan(seed, localLoad(random(seed, "workload"), nodeNames(NODES), kinds), {});

/** Each node's clock is put back once to three times. */
function clocksPlan(seed: string): ClusterPlan {
  const nodes = nodeNames(NODES);
  const stream = random(seed, "nemesis/clocks");
  const kinds = shuffled(stream, ["window", "bucket"] as const);
  const jumps = nodes.flatMap((node) =>
    Array.from({ length: between(stream, 1, 3) }, (): Fault => ({ kind: "clock-jump", node, atUs: (START_MS + stream.index(LOAD_MS)) * US_PER_MS + 1, byMs: -between(stream, ...JUMP_MS) })),
  );
  return makePlan(seed, localLoad(random(seed, "workload"), nodes, kinds), { faults: jumps.sort((one, other) => one.atUs - other.atUs) });
}

// ---- limits of all nodes together ----

interface Shared {
  readonly requests: readonly Request[];
  readonly ask: (key: string, onFailure: Ask["onFailure"]) => Ask;
}

/** Keys that come in bursts at all nodes at once, steadily at all of them, and steadily at one alone. */
function sharedLoad(stream: SeededRandom, nodes: readonly Address[]): Shared {
  const ask = (key: string, onFailure: Ask["onFailure"]): Ask => ({ key, rule: { rate: oneOf(stream, SHARED_RATES), burst: between(stream, 10, 14) }, scope: "cluster", onFailure });
  const requests = [
    ...inBursts(stream, nodes, ask("bursts", "closed")),
    ...steadily(stream, nodes, ask("steady", "closed")),
    ...steadily(stream, nodes, ask("open", "open")),
    ...steadily(stream, [oneOf(stream, nodes)], ask("alone", "closed")),
  ];
  return { requests, ask };
}

const keptTogether = (seed: string, nodes: readonly Address[]): Pick<ClusterPlan, "clockOffsetsMs"> => ({ clockOffsetsMs: offsets(random(seed, "environment/clocks"), nodes, KEPT_WITHIN_MS) });

function sharedPlan(seed: string): ClusterPlan {
  const nodes = nodeNames(NODES);
  return makePlan(seed, sharedLoad(random(seed, "workload"), nodes).requests, keptTogether(seed, nodes));
}

/** For a while one or two nodes do not reach the store, or hear nothing of it. In the end each is asked for keys that are new. */
function cutOffPlan(seed: string): ClusterPlan {
  const nodes = nodeNames(NODES);
  const stream = random(seed, "nemesis/cut");
  const { requests, ask } = sharedLoad(random(seed, "workload"), nodes);
  const isBothWays = happens(stream, 0.5);
  const links = shuffled(stream, nodes).slice(0, between(stream, 1, 2)).flatMap((node): Link[] => [[STORE, node], ...(isBothWays ? [[node, STORE] as const] : [])]);
  const fromMs = START_MS + between(stream, 200, LOAD_MS - CUT_MS[1]);
  const faults: Fault[] = [{ kind: "cut", atUs: fromMs * US_PER_MS, links }, { kind: "heal", atUs: (fromMs + between(stream, ...CUT_MS)) * US_PER_MS }];
  const atMs = START_MS + LOAD_MS + QUIET_MS;
  const last = nodes.flatMap((node) => Array.from({ length: LAST_REQUESTS }, (_, index): Request => ({ atMs, node, ask: ask(`last-${node}-${index}`, "closed") })));
  return makePlan(seed, [...requests, ...last], { faults, ...keptTogether(seed, nodes) });
}

const readReply: ReadReply = (_, reply): Json | null => {
  const allowed = reply["allowed"];
  return reply.type === "allow_ok" && typeof allowed === "boolean" ? allowed : null;
};

export const rateLimiter: LabRules = {
  id: "rate-limiter",
  version: 1,
  scenarios: [
    scenario("windows", 3, localPlan(["window"])),
    scenario("buckets", 3, localPlan(["bucket"])),
    scenario("clocks", 3, clocksPlan),
    scenario("shared", 4, sharedPlan),
    scenario("cut-off", 3, cutOffPlan),
  ],
  checks: [
    { id: "answers", scenarios: ["windows", "buckets", "clocks", "shared", "cut-off"], judge: judgeAnswers, atEnd: true },
    { id: "window", scenarios: ["windows"], judge: judgeLimits },
    { id: "bucket", scenarios: ["buckets"], judge: judgeLimits },
    { id: "clocks", scenarios: ["clocks"], judge: judgeClocks },
    { id: "shared", scenarios: ["shared", "cut-off"], judge: judgeShared },
    { id: "use", scenarios: ["windows", "buckets", "shared"], judge: judgeUse, measures: ["unused-percent"] },
    { id: "cut-off", scenarios: ["cut-off"], judge: judgeCutOff },
    { id: "memory", scenarios: ["shared"], judge: judgeMemory, measures: ["bytes-per-key"] },
  ],
  readReply,
  readsTrace: true,
};
