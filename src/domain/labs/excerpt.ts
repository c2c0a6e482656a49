/**
 * What explains a verdict: the whole run, as a rule. Of a run with more than EXCERPT_EVENTS_MAX events, or with states
 * too large to keep, the part before and after its failure, with what was in force when that part began.
 */
import { assert } from "../kernel/assert";
import type { RunRecord } from "../simulator/run-record";
import { TRACE_VERSION, type TraceEvent } from "../simulator/trace";
import { PROGRAM_CHECK } from "./lab";
import { type CheckResult, type Excerpt, EXCERPT_CHARS_MAX, EXCERPT_EVENTS_MAX, type SeedResult } from "./result";
import { shortened } from "./shorten-event";

/** For each event after the failure so many before it: what led to it matters more than what came of it. */
const BEFORE_PER_AFTER = 3;

/** The excerpt for one failed check of an inspected run. */
export function excerptOf(run: RunRecord, seed: Pick<SeedResult, "n" | "scenario">, { check, say, witnesses: named }: CheckResult, nodes: readonly string[]): Excerpt {
  const { trace } = run;
  assert(trace !== undefined, "only an inspected run has a trace to show");
  const witnesses = check === PROGRAM_CHECK ? failureIn(trace, named) : named;
  return {
    traceVersion: TRACE_VERSION,
    n: seed.n,
    scenario: seed.scenario,
    check,
    say,
    nodes,
    eventsInRun: run.events,
    events: partOf(trace, witnesses),
    witnesses,
    traceHash: run.traceHash,
  };
}

/** A program's failure shows in the handler that failed: after it the requests that were under way end, too. */
function failureIn(trace: readonly TraceEvent[], named: readonly number[]): readonly number[] {
  const failed = trace.findLast((event) => event.kind === "handled" && event.failed);
  return failed === undefined ? named : [failed.number];
}

/** Of a check about the run as a whole (messages, bytes) no event is the culprit: its middle shows what it does. */
function partOf(trace: readonly TraceEvent[], witnesses: readonly number[]): TraceEvent[] {
  const middle = witnesses.at(-1) ?? Math.floor(trace.length / 2);
  const earlier = witnesses.flatMap((number) => trace[number] ?? []).map(shortened);
  const eventsMax = trace.length <= EXCERPT_EVENTS_MAX ? EXCERPT_EVENTS_MAX : EXCERPT_EVENTS_MAX - earlier.length;
  const around = windowAround(trace, middle, eventsMax, EXCERPT_CHARS_MAX);
  const first = around[0]?.number ?? 0;
  const before = [...inForce(trace.slice(0, first)), ...earlier.filter(({ number }) => number < first)];
  return [...before.toSorted((left, right) => left.number - right.number), ...around];
}

/** Events in a row around the one in the middle, for as long as they fit. */
export function windowAround(trace: readonly TraceEvent[], middle: number, eventsMax: number, charsMax: number): TraceEvent[] {
  const [before, after]: [TraceEvent[], TraceEvent[]] = [[], []];
  let chars = 0;
  let [next, previous] = [middle, middle - 1];
  while (before.length + after.length < eventsMax) {
    const goesBack = previous >= 0 && (next >= trace.length || before.length < after.length * BEFORE_PER_AFTER);
    const event = trace[goesBack ? previous : next];
    if (event === undefined) break;
    const short = shortened(event);
    chars += JSON.stringify(short).length;
    if (chars > charsMax) break;
    (goesBack ? before : after).push(short);
    if (goesBack) previous -= 1;
    else next += 1;
  }
  return [...before.reverse(), ...after];
}

/** The last partition that is not yet healed, and the cuts since the last heal. */
function inForce(before: readonly TraceEvent[]): TraceEvent[] {
  const sinceHeal = before.slice(before.findLastIndex(({ kind }) => kind === "healed") + 1);
  const partition = sinceHeal.findLast(({ kind }) => kind === "partitioned");
  return sinceHeal.filter((event) => event === partition || event.kind === "cut");
}
