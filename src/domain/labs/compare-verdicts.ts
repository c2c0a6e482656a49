import type { CheckSummary, RunVerdict } from "./result";

export interface CheckChange {
  readonly check: string;
  /** Null where that run has no verdict, or its lab no such check. */
  readonly before: CheckSummary | null;
  readonly after: CheckSummary | null;
}

/** The checks that fared otherwise in the later of two runs: another verdict, other points, or failures on other numbers of seeds. */
export function changedChecks(before: RunVerdict | null, after: RunVerdict | null): CheckChange[] {
  const ids = new Set([...(before?.checks ?? []), ...(after?.checks ?? [])].map(({ check }) => check));
  const find = (verdict: RunVerdict | null, id: string): CheckSummary | null => verdict?.checks.find(({ check }) => check === id) ?? null;
  return [...ids].map((check) => ({ check, before: find(before, check), after: find(after, check) })).filter((change) => !isSame(change));
}

const isSame = ({ before, after }: CheckChange): boolean =>
  before?.verdict === after?.verdict && before?.points === after?.points && before?.failed === after?.failed && before?.unknown === after?.unknown;
