/**
 * Makes a failing plan smaller for as long as it goes on failing: delta debugging (Zeller and Hildebrandt, "Simplifying
 * and isolating failure-inducing input", IEEE TSE 28(2), 2002) over one kind of parts after the other. SPEC.md
 * tells what is taken out, in which order, and what counts as the same failure.
 */
import type { ClusterPlan } from "../simulator/cluster-plan";
import { clockOffsets, type Dimension, endingAt, faultSpans, type Gap, gapsBefore, operationsBefore, spansOf, toldFates, wholeNodes, withHalfOf, withoutTime } from "./plan-parts";

/** What a try of a plan has shown: that it fails, and when that was decided, in simulated time. Null: it does not fail. */
export type Tried = { readonly decidedAtUs: number } | null;

export interface FailingPlan {
  readonly plan: ClusterPlan;
  readonly decidedAtUs: number;
  /** Operations that are planned from this time on stay. */
  readonly keptFromUs: number;
}

export interface ShrinkRules {
  /** Whether what happens after the failure was decided may be left out. */
  readonly mayEndSooner: boolean;
  /** A cluster of fewer nodes is none of the lab. */
  readonly nodesMin: number;
}

/** Gives plans to be tried, and is told what each has shown. Its value is the smallest that failed. */
export type Shrinking = Generator<ClusterPlan, FailingPlan, Tried>;

/**
 * Shrinks until no single part can be taken out any more (1-minimal, in the paper's words). Whoever stops asking before
 * keeps the last plan that failed: every such plan is smaller than the one before.
 */
export function* shrinkPlan(start: FailingPlan, rules: ShrinkRules): Shrinking {
  // Most failures need no message to fare oddly, and without fates every further try costs less.
  let best = yield* withoutAll(start, toldFates);
  for (let before: FailingPlan | null = null; before !== best; ) {
    before = best;
    for (const dimension of dimensionsOf(best, rules)) best = yield* minimise(best, dimension);
    // A failure that is waited for may be one because of how long a fault lasts.
    if (rules.mayEndSooner) best = yield* shorten(best);
    best = yield* closeGaps(best, rules);
    // Last: of a run that ends early, fewer requests can show the failure.
    best = yield* sooner(best, rules);
  }
  return best;
}

const dimensionsOf = ({ keptFromUs }: FailingPlan, { nodesMin }: ShrinkRules): readonly Dimension[] => [operationsBefore(keptFromUs), faultSpans, toldFates, clockOffsets, wholeNodes(nodesMin)];

function* attempt(best: FailingPlan, plan: ClusterPlan | null): Shrinking {
  if (plan === null) return best;
  const tried = yield plan;
  return tried === null ? best : { ...best, plan, decidedAtUs: tried.decidedAtUs };
}

function* withoutAll(best: FailingPlan, dimension: Dimension): Shrinking {
  return dimension.partsOf(best.plan).length === 0 ? best : yield* attempt(best, dimension.withOnly(best.plan, []));
}

/** What lasts is made to last half as long, and half of that again. */
function* shorten(start: FailingPlan): Shrinking {
  let best = start;
  for (let index = 0; index < spansOf(best.plan.faults).length; index += 1) {
    for (let before: FailingPlan | null = null; before !== best; ) {
      before = best;
      best = yield* attempt(best, withHalfOf(best.plan, spansOf(best.plan.faults)[index] ?? []));
    }
  }
  return best;
}

/** Time in which nothing is planned is taken out: all of it, or half, and half of what is left. */
function* closeGaps(start: FailingPlan, rules: ShrinkRules): Shrinking {
  let best = start;
  for (let index = 0; ; index += 1) {
    const whole = gapAt(best, rules, index);
    if (whole === undefined) return best;
    const closed = yield* attemptEarlier(best, whole, whole.lastsUs);
    if (closed !== best) {
      // What came after the gap is now where the gap was.
      best = closed;
      index -= 1;
      continue;
    }
    for (let before: FailingPlan | null = null; before !== best; ) {
      before = best;
      const gap = gapAt(best, rules, index);
      if (gap !== undefined) best = yield* attemptEarlier(best, gap, Math.floor(gap.lastsUs / 2));
    }
  }
}

const gapAt = (best: FailingPlan, rules: ShrinkRules, index: number): Gap | undefined => gapsBefore(best.plan, promisedFromUs(best, rules))[index];

/** How long a cluster has after the last fault is part of what a check promises, and so is how long a failure is waited for: from this time on no time is taken out. */
function promisedFromUs({ plan, keptFromUs }: FailingPlan, { mayEndSooner }: ShrinkRules): number {
  if (mayEndSooner && keptFromUs === Number.POSITIVE_INFINITY) return keptFromUs;
  return plan.settledAtUs ?? (mayEndSooner ? keptFromUs - 1 : 0);
}

function* attemptEarlier(best: FailingPlan, { fromUs }: Gap, byUs: number): Shrinking {
  const plan = withoutTime(best.plan, fromUs, byUs);
  const tried = yield plan;
  return tried === null ? best : { plan, decidedAtUs: tried.decidedAtUs, keptFromUs: best.keptFromUs - byUs };
}

/** What comes after the failure was decided belongs to it no more; but the last look of a check is still taken. */
function* sooner(best: FailingPlan, { mayEndSooner }: ShrinkRules): Shrinking {
  const { plan, decidedAtUs, keptFromUs } = best;
  const lastLookUs = plan.operations.reduce((last, { atUs }) => (atUs >= keptFromUs ? Math.max(last, atUs) : last), 0);
  const endAtUs = Math.max(decidedAtUs, lastLookUs);
  return mayEndSooner && endAtUs < plan.endAtUs ? yield* attempt(best, endingAt(plan, endAtUs)) : best;
}

/**
 * Takes chunks of parts out: all, halves, quarters … and single ones until none is left that can go. (ddmin tries each
 * chunk alone as well; where two distant parts are needed, as mostly here, that is wasted.)
 */
function* minimise(start: FailingPlan, dimension: Dimension): Shrinking {
  const countIn = ({ plan }: FailingPlan): number => dimension.partsOf(plan).length;
  let best = yield* withoutAll(start, dimension);
  for (let size = Math.ceil(countIn(best) / 2); countIn(best) > 1; size = Math.ceil(Math.min(size, countIn(best)) / 2)) {
    const before = best;
    best = yield* withoutChunks(best, dimension, size);
    if (size === 1 && best === before) break;
  }
  return best;
}

function* withoutChunks(start: FailingPlan, dimension: Dimension, size: number): Shrinking {
  let best = start;
  for (let from = 0; ; ) {
    const parts = dimension.partsOf(best.plan);
    if (from >= parts.length) return best;
    const next: FailingPlan = yield* attempt(best, dimension.withOnly(best.plan, [...parts.slice(0, from), ...parts.slice(from + size)]));
    if (next === best) from += size;
    best = next;
  }
}
