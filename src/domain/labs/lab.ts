/** What a lab is to the judge: scenarios that make plans from seeds, and checks that judge what came of them. */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { ReadReply } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import type { SearchScope } from "../simulator/search/scope";

export interface Scenario {
  readonly id: string;
  /** Its share among the seeds: of every (sum of all shares) consecutive seeds so many are of this scenario. */
  readonly share: number;
  readonly plan: (seed: string) => ClusterPlan;
}

/** What a check says of one run. `unknown` never counts as valid. */
export interface CheckVerdict {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** One sentence in plain words with the figures: "n2 gave the id 7 twice". */
  readonly say: string;
  /** Numbers of the trace events that show it, the decisive one last. */
  readonly witnesses: readonly number[];
  /** What was measured, by a name that the result page prints, e.g. { "msgs-per-op": 23.9 }. The larger the worse. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Check {
  readonly id: string;
  /** The scenarios whose runs it judges. */
  readonly scenarios: readonly string[];
  readonly judge: (run: RunRecord, plan: ClusterPlan) => CheckVerdict;
  /**
   * Names of figures about the run as a whole, such as messages per operation. A failure that tells one of them is not
   * shrunk: in a smaller run the figure is another one.
   */
  readonly measures?: readonly string[];
  /** Operations that a plan has from this time on (in us) are its last look, without which it cannot judge: shrinking keeps them. Left out: the plan's `settledAtUs`; with `NO_LAST_LOOK_US` none. */
  readonly lastLookUs?: (plan: ClusterPlan) => number;
  /** It complains of what has not happened by the end of a run. Shrinking then leaves the end where it is. */
  readonly liveness?: true;
  /** It complains of a request that got no answer: a run that has yet to go on, or whose messages somebody holds back, is not judged by it. */
  readonly atEnd?: true;
}

/** A small cluster all of whose runs are looked at: SPEC.md, rules X1 to X6. */
export interface LabSearch {
  readonly id: string;
  /** What is searched, in a few words: "2 participants, 1 crash". */
  readonly title: string;
  readonly scope: SearchScope;
  /** Checks of the lab that judge each run of it as far as it has come. None of them may complain of what has yet to happen, or of the order of events that nobody sees. */
  readonly checks: readonly string[];
  /** The search ends unfinished when it has taken so many steps. Some thousand a second: it should end by itself on the reference. */
  readonly stepsMax: number;
}

export interface LabRules {
  readonly id: string;
  /** Grows whenever scenarios or checks change, so that old verdicts are not taken for new ones. */
  readonly version: number;
  readonly scenarios: readonly Scenario[];
  readonly checks: readonly Check[];
  readonly readReply: ReadReply;
  /** The protocol is for so many nodes at least: a failure is not shrunk to fewer. Left out: 1. */
  readonly nodesMin?: number;
  readonly searches?: readonly LabSearch[];
  /** Its checks read the trace of a run, which is then recorded for each seed (without pictures). */
  readonly readsTrace?: true;
}

/** What `Check.lastLookUs` says where a check judges each moment of a run, and none of its requests are for its sake. */
export const NO_LAST_LOOK_US = Number.POSITIVE_INFINITY;

/** A program that fails by itself (throws, burns its gas) breaks this check, which every lab has. */
export const PROGRAM_CHECK = "program";
