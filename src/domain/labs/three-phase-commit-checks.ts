/**
 * What runs of the lab "three-phase commit" are asked beyond the rules of atomic commitment: that nobody waits for a node
 * that has stopped (Skeen, "Nonblocking commit protocols", 1981), and what that costs when the network is cut.
 */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Address, Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isOutWithin, US_PER_MS } from "./plan-tools";
import { counted, seconds } from "./say";
import { judgeAgreement, storyOf } from "./two-phase-commit-checks";

/** So long after it first heard of a transaction a participant has to have decided. */
const DECIDE_US = 500 * US_PER_MS;

interface Heard {
  readonly node: Address;
  readonly txn: string;
  readonly timeUs: number;
  readonly event: number;
}

/** When each node first handled a message of another node that names a transaction. */
function heardIn({ trace = [] }: RunRecord, nodes: readonly Address[], transactions: ReadonlyMap<string, unknown>): Heard[] {
  const first = new Map<string, Heard>();
  for (const event of trace) {
    if (event.kind !== "handled" || event.trigger.kind !== "message" || !nodes.includes(event.trigger.message.from)) continue;
    for (const txn of textsIn(event.trigger.message.body).filter((text) => transactions.has(text))) {
      const key = `${event.node} ${txn}`;
      if (!first.has(key)) first.set(key, { node: event.node, txn, timeUs: event.atUs, event: event.number });
    }
  }
  return [...first.values()];
}

/** Every text in a value, names of fields too. */
function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]).flatMap(textsIn) : Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner as Json)]);
}

/** A participant that is up and has heard of a transaction decides within 500 ms, whoever has stopped. */
export function judgeNonBlocking(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { transactions, decided } = storyOf(run);
  const due = heardIn(run, plan.nodes, transactions).filter(
    ({ node, txn, timeUs }) => transactions.get(txn)?.writes[node] !== undefined && timeUs + DECIDE_US <= run.endedAtUs && !isOutWithin(run.outages, node, timeUs, timeUs + DECIDE_US),
  );
  const waits = due.map((heard) => ({ heard, decision: decided.find(({ node, txn }) => node === heard.node && txn === heard.txn) }));
  const stuck = waits.filter(({ heard, decision }) => decision === undefined || decision.timeUs - heard.timeUs > DECIDE_US);
  const [first] = stuck;
  if (due.length === 0) return { verdict: "unknown", say: "No participant that stayed up heard of a transaction.", witnesses: [], figures: {} };
  if (first === undefined) {
    const longestUs = Math.max(...waits.map(({ heard, decision }) => (decision?.timeUs ?? 0) - heard.timeUs));
    return { verdict: "valid", say: `Nobody waited for longer than ${Math.ceil(longestUs / US_PER_MS)} ms to decide.`, witnesses: [], figures: { "blocked-ms": Math.ceil(longestUs / US_PER_MS) } };
  }
  const { heard: { node, txn, timeUs, event }, decision } = first;
  const then = decision === undefined ? "and never decided on it" : `and decided on it only at ${seconds(decision.timeUs)}`;
  const asked = transactions.get(txn)?.invoked;
  const down = run.outages.find((outage) => outage.kind === "down" && outage.node === asked?.node && outage.fromUs >= asked.timeUs && outage.fromUs <= timeUs + DECIDE_US);
  const because = down === undefined ? "" : ` Its coordinator ${down.node} stopped at ${seconds(down.fromUs)}.`;
  const say = `${node} heard of ${txn} at ${seconds(timeUs)}, ${then}.${because} ${counted(stuck.length, "decision")} came late or not at all.`;
  return { verdict: "invalid", say, witnesses: [event, ...(decision === undefined ? [] : [decision.event])], figures: { stuck: stuck.length } };
}

/** All decide alike, where the network loses nothing but what a node that stops has on its way. */
export function judgeAgreementOfTheStopped(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  if (keepsItsBound(plan)) return judgeAgreement(run);
  return { verdict: "unknown", say: "Messages of a node that was up were lost, and then nothing is promised.", witnesses: [], figures: {} };
}

const keepsItsBound = ({ faults }: ClusterPlan): boolean =>
  faults.every((cut) => cut.kind !== "cut" || cut.links.every(([from]) => faults.some((stop) => stop.kind === "crash" && stop.node === from && stop.atUs === cut.atUs)));

/**
 * What no protocol escapes that never waits: cut the network at the wrong moment, and its two sides decide differently.
 * A run of partitions in which that does not happen is not one of three-phase commit.
 */
export function judgePrice(run: RunRecord): CheckVerdict {
  const agreement = judgeAgreement(run);
  const splits = agreement.figures["split"];
  if (splits !== undefined) return { verdict: "valid", say: `As it has to be: ${agreement.say}`, witnesses: [], figures: {} };
  if (agreement.verdict !== "valid") return agreement;
  const say = "In none of these partitions the two sides decided differently. Whoever never waits for the other side has to: in one of them the messages that the coordinator's side decides by were on their way when the network was cut.";
  return { verdict: "invalid", say, witnesses: [], figures: { "decided-alike": storyOf(run).transactions.size } };
}
