/**
 * Lab "broadcast" (Gossip Glomers 3a to 3e): a value that one node was told comes to every node, cheaply and soon,
 * through partitions and loss.
 */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Delay, Fault, PlannedOperation } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import { judgeAnswers } from "./answers";
import { type Bounds, finalReadsFromUs, judgeBytes, judgeDelivery, judgeEfficiency } from "./broadcast-checks";
import type { LabRules, Scenario } from "./lab";
import { between, happens, nodeNames, partitions, someDelay, US_PER_MS, US_PER_S } from "./plan-tools";

const CLIENT_TIMEOUT_US = US_PER_S;
const EVENTS_MAX = 150_000;
/** Requests begin when every node has been told its topology. */
const START_US = 100 * US_PER_MS;
const VALUE_MAX = 1_000_000;

/** fly.io/dist-sys/3d and 3e */
const FAST: Bounds = { msgsPerOp: 30, medianMs: 400, maxMs: 600 };
const FRUGAL: Bounds = { msgsPerOp: 20, medianMs: 1_000, maxMs: 2_000 };
const BYTES_PER_OP = 2_000;
/** How long after the last heal all nodes must show everything. */
const CONVERGE_US = 5 * US_PER_S;

interface Setting {
  readonly nodes: number;
  readonly ratePerS: number;
  readonly loadUs: number;
  /** From the end of the load (and of the last partition) to the final reads. */
  readonly quietUs: number;
  readonly latency: Delay | "drawn";
  readonly loss?: number;
  readonly partitions?: readonly [low: number, high: number];
  /** Swarm style: in half of the seeds. */
  readonly mayDuplicate?: boolean;
}

const HUNDRED_MS: Delay = { kind: "constant", meanUs: 100 * US_PER_MS };

const scenario = (id: string, share: number, setting: Setting): Scenario => ({ id, share, plan: (seed) => makePlan(seed, setting) });

function makePlan(seed: string, setting: Setting): ClusterPlan {
  const nodes = nodeNames(setting.nodes);
  const environment = random(seed, "environment");
  const endOfLoadUs = START_US + setting.loadUs;
  const nemesis = random(seed, "nemesis");
  const faults: Fault[] =
    setting.partitions === undefined ? [] : partitions(nemesis, nodes, { fromUs: START_US, toUs: endOfLoadUs, count: between(nemesis, ...setting.partitions) });
  const finalReadsUs = endOfLoadUs + setting.quietUs;
  const duplicates = setting.mayDuplicate === true && happens(environment, 0.5);
  return {
    ...{ seed, nodes, faults },
    latency: setting.latency === "drawn" ? someDelay(environment, 1, 50) : setting.latency,
    loss: setting.loss ?? 0,
    duplication: duplicates ? between(environment, 5, 20) / 100 : 0,
    fsync: { kind: "constant", meanUs: US_PER_MS },
    clockOffsetsMs: {},
    operations: [...topologies(nodes), ...load(random(seed, "workload"), nodes, setting), ...finalReads(nodes, finalReadsUs)],
    clientTimeoutUs: CLIENT_TIMEOUT_US,
    endAtUs: finalReadsUs + 2 * CLIENT_TIMEOUT_US,
    eventsMax: EVENTS_MAX,
  };
}

/** As Maelstrom does before anything else: each node is told everybody's neighbours in a grid. It may ignore them. */
function topologies(nodes: readonly Address[]): PlannedOperation[] {
  const topology = gridTopology(nodes);
  return nodes.map((node, client) => ({ atUs: 0, client, node, f: "topology", value: null, body: { type: "topology", topology } }));
}

/** Rows of a square as nearly as can be; each node has at most four neighbours. */
export function gridTopology(nodes: readonly Address[]): Record<Address, Address[]> {
  const side = Math.ceil(Math.sqrt(nodes.length));
  const neighbours = (at: number): Address[] => {
    const column = at % side;
    const places = [at + side, at - side, ...(column + 1 < side ? [at + 1] : []), ...(column > 0 ? [at - 1] : [])];
    return places.flatMap((place) => nodes[place] ?? []);
  };
  return Object.fromEntries(nodes.map((node, at) => [node, neighbours(at)]));
}

/** One client by each node; reads and broadcasts half and half. Values are drawn, so that none can be guessed. */
function load(stream: SeededRandom, nodes: readonly Address[], { ratePerS, loadUs }: Setting): PlannedOperation[] {
  const used = new Set<number>();
  const freshValue = (): number => {
    const value = stream.index(VALUE_MAX);
    if (used.has(value)) return freshValue();
    used.add(value);
    return value;
  };
  const meanGapUs = US_PER_S / ratePerS;
  const operations: PlannedOperation[] = [];
  for (let atUs = START_US; atUs < START_US + loadUs; atUs += 1 + stream.index(2 * meanGapUs)) {
    const client = stream.index(nodes.length);
    const node = nodes[client] as Address;
    if (happens(stream, 0.5)) {
      const value = freshValue();
      operations.push({ atUs, client, node, f: "broadcast", value, body: { type: "broadcast", message: value } });
    } else {
      operations.push({ atUs, client, node, f: "read", value: null, body: { type: "read" } });
    }
  }
  return operations;
}

const finalReads = (nodes: readonly Address[], atUs: number): PlannedOperation[] =>
  nodes.map((node, client) => ({ atUs, client, node, f: "read", value: null, body: { type: "read" } }));

/** The value of an "ok" read is the list of messages; that of the others says only that they were confirmed. */
const readReply: ReadReply = ({ f, value }, reply): Json | null => {
  if (reply.type !== `${f}_ok`) return null;
  if (f !== "read") return value ?? true;
  const messages = reply["messages"];
  return Array.isArray(messages) ? (messages as Json[]) : null;
};

/** Whether all was delivered shows in the final reads. */
const DELIVERY = { judge: judgeDelivery, lastLookUs: finalReadsFromUs };
const efficiency = (bounds: Bounds) => ({ judge: judgeEfficiency(bounds), lastLookUs: finalReadsFromUs, measures: ["msgs-per-op", "median-ms", "max-ms"] });

const LOAD_US = 4 * US_PER_S;

export const broadcast: LabRules = {
  id: "broadcast",
  version: 1,
  scenarios: [
    scenario("one-node", 1, { nodes: 1, ratePerS: 10, loadUs: LOAD_US, quietUs: US_PER_S, latency: HUNDRED_MS }),
    scenario("five-nodes", 2, { nodes: 5, ratePerS: 10, loadUs: LOAD_US, quietUs: 3 * US_PER_S, latency: "drawn" }),
    scenario("partitions", 5, { nodes: 5, ratePerS: 20, loadUs: 8 * US_PER_S, quietUs: CONVERGE_US, latency: "drawn", partitions: [1, 3], mayDuplicate: true }),
    scenario("split", 1, { nodes: 25, ratePerS: 20, loadUs: 4 * US_PER_S, quietUs: CONVERGE_US, latency: HUNDRED_MS, partitions: [1, 2] }),
    scenario("scale", 4, { nodes: 25, ratePerS: 100, loadUs: LOAD_US, quietUs: 3 * US_PER_S, latency: HUNDRED_MS }),
    scenario("lossy", 3, { nodes: 25, ratePerS: 100, loadUs: LOAD_US, quietUs: 3 * US_PER_S, latency: HUNDRED_MS, loss: 0.01 }),
  ],
  checks: [
    { id: "answers", scenarios: ["one-node", "five-nodes", "partitions", "split", "scale", "lossy"], judge: judgeAnswers, atEnd: true },
    { id: "one-node", scenarios: ["one-node"], ...DELIVERY },
    { id: "five-nodes", scenarios: ["five-nodes"], ...DELIVERY },
    { id: "partitions", scenarios: ["partitions", "split"], ...DELIVERY },
    { id: "fast", scenarios: ["scale"], ...efficiency(FAST) },
    { id: "frugal", scenarios: ["scale"], ...efficiency(FRUGAL) },
    { id: "lossy", scenarios: ["lossy"], ...efficiency(FAST) },
    { id: "bytes", scenarios: ["scale", "lossy"], judge: judgeBytes(BYTES_PER_OP), measures: ["bytes-per-op"] },
  ],
  readReply,
};
