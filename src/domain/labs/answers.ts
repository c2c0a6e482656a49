/** The check that all labs share: every request gets an answer that makes sense, in time. */
import { type AvailabilityResult, checkAvailability } from "../checkers/availability";
import type { ClusterPlan } from "../simulator/cluster-plan";
import { UNREADABLE_REPLY } from "../simulator/clients";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isDownWithin } from "./plan-tools";
import { counted, eventsAt, rounded, seconds } from "./say";

/** A node that is down, or goes down while it works on a request, is excused; a partition is no excuse. */
export function judgeAnswers({ history, endedAtUs }: RunRecord, plan: ClusterPlan): CheckVerdict {
  const result = checkAvailability(history, (invocation, completion) =>
    isDownWithin(plan.faults, invocation.node, invocation.timeUs, completion?.timeUs ?? endedAtUs),
  );
  const figures = { unanswered: result.unanswered.length };
  const [first] = result.unanswered;
  if (first === undefined) {
    const { verdict, answered, asked, excused } = result;
    const ofThose = excused === 0 ? "" : `; ${excused} were sent to a node that was down`;
    return { verdict, say: `${answered} of ${asked} requests were answered${ofThose}.`, witnesses: [], figures };
  }
  const invocation = history[first.invoked] as HistoryEntry;
  const completion = first.completed === null ? null : (history[first.completed] ?? null);
  const say = `${sayFirst(invocation, completion, plan)} ${sayAll(result)}`;
  return { verdict: "invalid", say, witnesses: eventsAt(history, [first.invoked, first.completed]), figures };
}

function sayFirst({ node, f, timeUs }: HistoryEntry, completion: HistoryEntry | null, { faults, clientTimeoutUs }: ClusterPlan): string {
  const asked = `${node} was asked to ${f} at ${seconds(timeUs)}`;
  const error = completion?.error;
  if (error === undefined || error.code === 0) {
    const during = isPartitioned(faults, timeUs) ? ", during a partition," : "";
    return `${asked}${during} and gave no answer within ${clientTimeoutUs / 1_000_000} s.`;
  }
  return error.code === UNREADABLE_REPLY ? `${asked}. ${error.text}` : `${asked} and answered with the error ${error.code}: ${error.text}`;
}

const sayAll = ({ unanswered, asked, okFraction }: AvailabilityResult): string =>
  `${counted(unanswered.length, "request")} of ${asked} went wrong like this or otherwise (${rounded(100 * okFraction)} % ok).`;

function isPartitioned(faults: ClusterPlan["faults"], atUs: number): boolean {
  const before = faults.filter((fault) => (fault.kind === "partition" || fault.kind === "heal") && fault.atUs <= atUs);
  return before.reduce<ClusterPlan["faults"][number] | null>((last, fault) => (last === null || fault.atUs >= last.atUs ? fault : last), null)?.kind === "partition";
}
