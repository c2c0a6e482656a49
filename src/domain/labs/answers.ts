/** The check that all labs share: every request gets an answer that makes sense, in time. */
import { type AvailabilityResult, checkAvailability } from "../checkers/availability";
import type { ClusterPlan } from "../simulator/cluster-plan";
import { UNREADABLE_REPLY } from "../simulator/clients";
import type { HistoryEntry } from "../simulator/history";
import type { Address } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isOutWithin } from "./plan-tools";
import { counted, eventsAt, rounded, seconds } from "./say";

/** A node that is down or paused, or becomes so while it works on a request, is excused; a partition is no excuse. */
export function judgeAnswers({ history, outages, endedAtUs }: RunRecord, plan: ClusterPlan): CheckVerdict {
  const result = checkAvailability(history, (invocation, completion) =>
    isOutWithin(outages, invocation.node, invocation.timeUs, completion?.timeUs ?? endedAtUs),
  );
  const figures = { unanswered: result.unanswered.length };
  const [first] = result.unanswered;
  if (first === undefined) {
    const { verdict, answered, asked, excused } = result;
    const ofThose = excused === 0 ? "" : `; ${excused} were sent to a node that was down or paused`;
    return { verdict, say: `${answered} of ${asked} requests were answered${ofThose}.`, witnesses: [], figures };
  }
  const invocation = history[first.invoked] as HistoryEntry;
  const completion = first.completed === null ? null : (history[first.completed] ?? null);
  const say = `${sayFirst(invocation, completion, outages, plan.clientTimeoutUs)} ${sayAll(result)}`;
  return { verdict: "invalid", say, witnesses: eventsAt(history, [first.invoked, first.completed]), figures };
}

function sayFirst({ node, f, timeUs }: HistoryEntry, completion: HistoryEntry | null, outages: readonly Outage[], clientTimeoutUs: number): string {
  const asked = `${node} was asked to ${f} at ${seconds(timeUs)}`;
  const error = completion?.error;
  if (error === undefined || error.code === 0) {
    const during = isCutOff(outages, node, timeUs) ? ", during a partition," : "";
    return `${asked}${during} and gave no answer within ${clientTimeoutUs / 1_000_000} s.`;
  }
  return error.code === UNREADABLE_REPLY ? `${asked}. ${error.text}` : `${asked} and answered with the error ${error.code}: ${error.text}`;
}

const sayAll = ({ unanswered, asked, okFraction }: AvailabilityResult): string =>
  `${counted(unanswered.length, "request")} of ${asked} went wrong like this or otherwise (${rounded(100 * okFraction)} % ok).`;

const isCutOff = (outages: readonly Outage[], node: Address, atUs: number): boolean =>
  outages.some((outage) => outage.kind === "cut" && outage.node === node && outage.fromUs <= atUs && atUs < outage.untilUs);
