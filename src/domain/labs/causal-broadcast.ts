/** Lab "causal broadcast" (CBCAST): nobody is shown an answer before what it answers, and everybody is shown everything. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Delay, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { judgeDelivery, judgeFrugal, judgeGenuine, judgeOrder, judgePrompt } from "./causal-broadcast-checks";
import type { LabRules, Scenario } from "./lab";
import { swarm } from "./nemesis-shapes";
import { between, happens, nodeNames, oneOf, shuffled, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";

const NODES = 4;
const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 40_000;
const START_US = 50 * US_PER_MS;
const LOAD_US = 2 * US_PER_S;
/** A post every so often, about as long as a message takes, so that posts meet on their ways. */
const GAP_MS = [2, 38] as const;
/** Each node posts once more when all faults are over. */
const LAST_POSTS_AFTER_US = 100 * US_PER_MS;
/** From the end of all faults until all has to be delivered. */
const DELIVER_US = 2 * US_PER_S;
/** Of four nodes at least two stay. */
const CRASHES_MAX = 2;
/** A node crashes so long after a post of its own, before it can repeat what was lost. */
const CRASH_AFTER_MS_MAX = 60;

interface Setting {
  readonly latency: "constant" | "drawn";
  /** Some ways take many times as long as the others, though nothing overtakes on them. */
  readonly slowLinks?: boolean;
  readonly lossy?: boolean;
  readonly crashes?: boolean;
}

const scenario = (id: string, share: number, setting: Setting): Scenario => ({ id, share, plan: (seed) => makePlan(seed, setting) });

function makePlan(seed: string, setting: Setting): ClusterPlan {
  const nodes = nodeNames(NODES);
  const environment = random(seed, "environment");
  const settledAtUs = START_US + LOAD_US;
  const posts = load(random(seed, "workload"), nodes);
  const crashes = setting.crashes === true ? crashStops(random(seed, "nemesis/crashes"), nodes, posts) : [];
  const crashUs = new Map(crashes.map(({ node, atUs }) => [node, atUs]));
  const isUp = ({ node, atUs }: PlannedOperation): boolean => atUs <= (crashUs.get(node) ?? Number.POSITIVE_INFINITY);
  const last = nodes.map((node, client) => post(node, client, posts.length + client + 1, settledAtUs + LAST_POSTS_AFTER_US));
  const weather = setting.lossy === true ? swarm(environment, ["loss", "duplication"]) : new Set();
  const constant: Delay = { kind: "constant", meanUs: between(environment, 10, 30) * US_PER_MS };
  return {
    ...{ seed, nodes, settledAtUs },
    latency: setting.latency === "constant" ? constant : someDelay(environment, 10, 40),
    ...(setting.slowLinks === true ? { links: slowLinks(random(seed, "environment/links"), nodes) } : {}),
    loss: weather.has("loss") ? between(environment, 5, 30) / 100 : 0,
    duplication: weather.has("duplication") ? between(environment, 5, 30) / 100 : 0,
    fsync: { kind: "constant", meanUs: US_PER_MS },
    clockOffsetsMs: happens(environment, 0.5) ? {} : Object.fromEntries(nodes.map((node) => [node, between(environment, -500, 500)])),
    operations: [...posts, ...last].filter(isUp),
    faults: [...crashes, ...(weather.size > 0 ? [{ kind: "weather", atUs: settledAtUs, loss: 0, duplication: 0 } as const] : [])],
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: settledAtUs + LAST_POSTS_AFTER_US + DELIVER_US,
    eventsMax: EVENTS_MAX,
  };
}

const post = (node: Address, client: number, number: number, atUs: number): PlannedOperation =>
  ({ atUs, client, node, f: "post", value: `p${number}`, body: { type: "post", post: `p${number}` } });

/** One client by each node. */
function load(stream: SeededRandom, nodes: readonly Address[]): PlannedOperation[] {
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + LOAD_US; atUs += between(stream, ...GAP_MS) * US_PER_MS) {
    const client = stream.index(nodes.length);
    operations.push(post(nodes[client] as Address, client, operations.length + 1, atUs));
  }
  return operations;
}

/** Two or three ways, each in one direction. */
function slowLinks(stream: SeededRandom, nodes: readonly Address[]): NonNullable<ClusterPlan["links"]> {
  const links = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => [from, to] as const));
  return shuffled(stream, links).slice(0, between(stream, 2, 3)).map((link) => ({ link, latency: { kind: "constant", meanUs: between(stream, 100, 300) * US_PER_MS } }));
}

type CrashStop = Extract<Fault, { kind: "crash" }> & { readonly node: Address };

/** One or two nodes stop for good, each just after a post of its own. */
function crashStops(stream: SeededRandom, nodes: readonly Address[], posts: readonly PlannedOperation[]): CrashStop[] {
  const doomed = shuffled(stream, nodes).slice(0, between(stream, 1, CRASHES_MAX));
  return doomed.flatMap((node): CrashStop[] => {
    const own = posts.filter((one) => one.node === node);
    return own.length === 0 ? [] : [{ kind: "crash", node, atUs: oneOf(stream, own).atUs + 1 + stream.index(CRASH_AFTER_MS_MAX * US_PER_MS) }];
  });
}

const readReply: ReadReply = ({ value }, reply): Json | null => (reply.type === "post_ok" ? value : null);

const CALM = ["calm"];
const ALL = ["calm", "slow-links", "reordered", "lossy", "crashes"];

export const causalBroadcast: LabRules = {
  id: "causal-broadcast",
  version: 1,
  scenarios: [
    scenario("calm", 2, { latency: "constant" }),
    scenario("slow-links", 4, { latency: "constant", slowLinks: true }),
    scenario("reordered", 3, { latency: "drawn" }),
    scenario("lossy", 3, { latency: "drawn", lossy: true }),
    scenario("crashes", 4, { latency: "drawn", lossy: true, crashes: true }),
  ],
  checks: [
    { id: "answers", scenarios: ALL, judge: judgeAnswers, atEnd: true },
    { id: "genuine", scenarios: ALL, judge: judgeGenuine },
    { id: "fifo", scenarios: ALL, judge: judgeOrder("fifo") },
    { id: "causal", scenarios: ALL, judge: judgeOrder("causal") },
    { id: "delivery", scenarios: ALL, judge: judgeDelivery, liveness: true },
    { id: "prompt", scenarios: CALM, judge: judgePrompt, measures: ["max-ms"] },
    { id: "frugal", scenarios: CALM, judge: judgeFrugal, measures: ["msgs-per-op", "bytes-per-op"] },
  ],
  readReply,
};
