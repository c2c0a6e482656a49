/** The searches of a lab: from a program to the shortest run that breaks a check. SPEC.md, rules Q1 to Q5. */
import { assert } from "../kernel/assert";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { RunRecord } from "../simulator/run-record";
import { planOfScope } from "../simulator/search/scope";
import { search, type SearchReport, type SearchTask } from "../simulator/search/search";
import { excerptOf } from "./excerpt";
import { type LabRules, type LabSearch, PROGRAM_CHECK } from "./lab";
import { type CheckResult, type Excerpt, searchNumber, type SearchResult } from "./result";
import { judgeCheck } from "./run-seed";
import { counted } from "./say";

/** The search of this id, and the number under which it is kept. @throws InvariantError when the lab has none */
export function findSearch({ id: lab, searches = [] }: LabRules, id: string): { readonly rules: LabSearch; readonly n: number } {
  const index = searches.findIndex((one) => one.id === id);
  const rules = searches[index];
  assert(rules !== undefined, `the lab ${lab} has a search ${id}`);
  return { rules, n: searchNumber(index) };
}

const planOf = ({ id, scope }: LabSearch): ClusterPlan => planOfScope(scope, `search/${id}`);

/** Searches with one program. */
export function searchLab(lab: LabRules, rules: LabSearch, makeHost: SearchTask["makeHost"]): Promise<SearchReport> {
  const { scope, stepsMax } = rules;
  const plan = planOf(rules);
  return search({ scope, plan, makeHost, stepsMax, readReply: lab.readReply, readsTrace: lab.readsTrace === true, isViolation: (run) => brokenBy(lab, rules, run) !== null });
}

/** What a search proves, and how its counterexample is shown. The run is judged anew: who searched may be wrong. */
export function judgeSearch(lab: LabRules, { rules, n }: ReturnType<typeof findSearch>, { end, states, steps, depth }: SearchReport): { readonly result: SearchResult; readonly excerpt: Excerpt | null } {
  const known = { n, search: rules.id, title: rules.title, states, steps, depth };
  const broken = end.kind === "violation" ? brokenBy(lab, rules, end.run) : null;
  if (end.kind !== "violation" || broken === null) {
    const verdict = end.kind === "exhausted" ? "passed" : "unknown";
    return { result: { ...known, verdict, broken: null, say: sayEnd(end, rules, depth) }, excerpt: null };
  }
  const say = `${broken.say} ${counted(end.steps.length, "step")} after the start: no run with fewer breaks a check.`;
  return { result: { ...known, verdict: "failed", broken, say }, excerpt: excerptOf(end.run, { n, scenario: rules.id }, broken, rules.scope.nodes) };
}

/** A search that was cut off from outside, or not made. */
export const cutSearch = ({ rules, n }: ReturnType<typeof findSearch>, cut: string): SearchResult =>
  ({ n, search: rules.id, title: rules.title, verdict: "unknown", broken: null, say: cut, states: 0, steps: 0, depth: 0, cut });

function sayEnd(end: SearchReport["end"], { scope, stepsMax }: LabSearch, depth: number): string {
  if (end.kind === "spent") return `The budget of ${stepsMax} steps was used up. No run of up to ${counted(depth, "step")} breaks a check; of longer ones nothing is known.`;
  if (end.kind === "not-repeatable") return "A node answered otherwise when it was told the same again, so the search proves nothing.";
  if (end.kind === "violation") return "The run that the search found breaks no check when it is judged again.";
  return end.isCut ? `No run of up to ${counted(scope.depth, "step")} breaks a check.` : "No run of this cluster breaks a check.";
}

/** The first check that a run breaks, the program's own failure before all others. */
function brokenBy(lab: LabRules, rules: LabSearch, run: RunRecord): CheckResult | null {
  const plan = planOf(rules);
  for (const check of [PROGRAM_CHECK, ...rules.checks]) {
    const result = judgeCheck(lab, check, plan, run);
    if (result?.verdict === "failed") return result;
  }
  return null;
}
