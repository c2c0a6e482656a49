/** How runs of the lab "lamport-mutex" are judged: Lamport's clock condition, and his conditions I to III of a lock. */
import { checkClockCondition, type ClockFault } from "../checkers/clocks/clock-condition";
import { pairsOf } from "../checkers/history-pairs";
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import { requests, type Stamped, stampedEvents, type Stay, stays } from "./lamport-mutex-record";
import type { CheckVerdict } from "./lab";
import { US_PER_MS } from "./plan-tools";
import { counted, rounded, seconds, shown } from "./say";

/** Request, acknowledgement and release to and from each other node: Lamport's 3 (N - 1). */
const MESSAGES_PER_PEER = 3;

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });
const wrong = (say: string, witnesses: readonly number[], figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict: "invalid", say, witnesses, figures });

// ---- the clock ----

const sayOdd = ({ node, what, atUs, odd, event }: Stamped): CheckVerdict => wrong(`${node} ${what} at ${seconds(atUs)}, ${odd}.`, [event]);

const judgeClock = (reason: ClockFault["reason"], rule: string) => (run: RunRecord): CheckVerdict => {
  const all = stampedEvents(run);
  const odd = all.find((one) => one.odd !== null);
  if (odd !== undefined) return reason === "own-order" ? sayOdd(odd) : plain("unknown", "Not every event has a number.");
  const faults = checkClockCondition(all.map((one) => ({ ...one, process: one.node }))).faults.filter((fault) => fault.reason === reason);
  const [first] = faults;
  if (first === undefined) return all.length === 0 ? plain("unknown", "Nothing happened.") : plain("valid", `${counted(all.length, "event")}: ${rule}.`);
  const [earlier, later] = [all[first.earlier], all[first.later]] as [Stamped, Stamped];
  const say = `${earlier.node} ${earlier.what} at ${seconds(earlier.atUs)} with the number ${earlier.stamp}; after that ${later.node} ${later.what} at ${seconds(later.atUs)} with the number ${later.stamp}. ${counted(faults.length, "pair")} of events like this.`;
  return wrong(say, [earlier.event, later.event], { "pairs-out-of-order": faults.length });
};

/** Of two events of one node the later one has the greater number: with the node's name that makes all numbers different. */
export const judgeOwnOrder = judgeClock("own-order", "the numbers of each node grow");

/** A note is received with a greater number than it was sent with. */
export const judgeMessages = judgeClock("message-order", "each note was received later than it was sent");

// ---- the lock ----

const endUs = ({ left }: Stay): number => left?.atUs ?? Number.POSITIVE_INFINITY;

/** At most one node is in the critical section. */
export function judgeExclusion(run: RunRecord): CheckVerdict {
  const all = stays(run);
  if (all.length === 0) return plain("unknown", "Nobody ever entered.");
  const pairs = all.flatMap((stay, turn) => {
    const other = all.slice(0, turn).find((earlier) => endUs(earlier) > stay.fromUs || (earlier.left?.event ?? Infinity) > stay.event);
    return other === undefined ? [] : [{ other, stay }];
  });
  const [first] = pairs;
  if (first === undefined) return plain("valid", `${counted(all.length, "stay")} in the critical section, one after the other.`);
  const { other, stay } = first;
  const until = other.left === null ? "for good" : `until ${seconds(other.left.atUs)}`;
  const say = `${other.node} was inside from ${seconds(other.fromUs)} ${until} with its request ${shown(other.at)}, and ${stay.node} entered at ${seconds(stay.fromUs)} with its request ${shown(stay.at)}. That happened ${counted(pairs.length, "time")}.`;
  return wrong(say, [other.event, stay.event], { "entered-while-held": pairs.length });
}

/** Requests are granted in the order of their numbers, equal ones in that of the nodes. */
export function judgeOrder(run: RunRecord, { nodes }: ClusterPlan): CheckVerdict {
  const asked = requests(run);
  const all = stays(run);
  if (all.length === 0) return plain("unknown", "Nobody ever entered.");
  const unasked = all.find(({ node, at, event }) => !asked.some((one) => one.node === node && one.at === at && one.event <= event));
  if (unasked !== undefined) return wrong(`${unasked.node} entered at ${seconds(unasked.fromUs)} with ${shown(unasked.at)}, and had sent no request with that number.`, [unasked.event]);
  const place = (stay: Stay): readonly [number, number] => [Number(stay.at), nodes.indexOf(stay.node)];
  const isEarlier = (one: Stay, other: Stay): boolean => place(one)[0] < place(other)[0] || (place(one)[0] === place(other)[0] && place(one)[1] < place(other)[1]);
  const turn = all.findIndex((stay, index) => index > 0 && isEarlier(stay, all[index - 1] as Stay));
  if (turn < 0) return plain("valid", `${counted(all.length, "request")} granted in the order of their numbers.`);
  const [before, late] = [all[turn - 1], all[turn]] as [Stay, Stay];
  const say = `${before.node} entered at ${seconds(before.fromUs)} with its request (${shown(before.at)}, ${before.node}), and only after it, at ${seconds(late.fromUs)}, ${late.node} with the earlier request (${shown(late.at)}, ${late.node}).`;
  return wrong(say, [before.event, late.event]);
}

/** Every request is granted, and who was let in stays for as long as it was asked to. */
export function judgeGranted(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const asked = pairsOf(run.history, "lock").map(({ invoked, completed }) => ({ asked: run.history[invoked] as HistoryEntry, answer: completed === null ? undefined : run.history[completed] }));
  if (asked.length === 0) return plain("unknown", "Nobody asked for the lock.");
  const starved = asked.filter(({ answer }) => answer?.type !== "ok").map((one) => one.asked);
  const [first] = starved;
  if (first !== undefined) {
    const byUs = Math.min(run.endedAtUs, first.timeUs + plan.clientTimeoutUs);
    const say = `${first.node} was asked at ${seconds(first.timeUs)} to take the lock, and had not had it by ${seconds(byUs)}, although nothing was lost and nobody failed. So it went with ${starved.length} of ${asked.length}.`;
    return wrong(say, [first.event], { starved: starved.length });
  }
  const all = stays(run);
  let longestUs = 0;
  for (const { asked: { node, timeUs, operation, event }, answer } of asked) {
    const own = all.filter((stay) => stay.node === node && stay.fromUs >= timeUs && stay.event <= (answer?.event ?? 0));
    const ms = Number(plan.operations[operation]?.body["ms"] ?? 0);
    const [stay] = own;
    const oddity = own.length === 1 && stay !== undefined ? oddStay(stay, ms) : `entered ${counted(own.length, "time")}`;
    if (oddity !== null) return wrong(`${node} was asked at ${seconds(timeUs)} to stay inside for ${ms} ms. When it answered, at ${seconds(answer?.timeUs ?? 0)}, it ${oddity}.`, [event, ...(stay === undefined ? [] : [stay.event]), answer?.event ?? event]);
    longestUs = Math.max(longestUs, (stay?.fromUs ?? timeUs) - timeUs);
  }
  return plain("valid", `${counted(asked.length, "request")}, all of them granted.`, { "longest-wait-ms": Math.ceil(longestUs / US_PER_MS) });
}

/** What is wrong with a stay that should last so long; null: nothing. */
function oddStay({ fromUs, left }: Stay, ms: number): string | null {
  if (left === null) return "had not left";
  return left.atUs - fromUs < ms * US_PER_MS ? `had stayed for ${(left.atUs - fromUs) / US_PER_MS} ms` : null;
}

/** What a stay costs. */
export function judgeFrugal({ history, counters }: RunRecord, { nodes }: ClusterPlan): CheckVerdict {
  const { operations, msgsPerOp } = measureTraffic(history, counters, ["lock"]);
  if (operations === 0 || counters.serverMessages === 0) return plain("unknown", "Nobody asked for the lock, or the nodes sent each other nothing.");
  const messages = rounded(msgsPerOp);
  const most = MESSAGES_PER_PEER * (nodes.length - 1);
  const figures = { "msgs-per-lock": messages };
  if (messages <= most) return plain("valid", `${messages} messages for each request of one of ${nodes.length} nodes.`, figures);
  return wrong(`${messages} messages for each request of one of ${nodes.length} nodes, and ${most} are enough: a request, an acknowledgement and a release for each other node.`, [], figures);
}
