/** With which of a learner's runs one of them is compared. */
import type { RunListItem } from "@/contracts/labs/labs";

type Run = Pick<RunListItem, "runId" | "labId" | "number">;

/** The others of its lab. */
export const othersOf = <Item extends Run>({ runId, labId }: Run, runs: readonly Item[]): Item[] => runs.filter((one) => one.labId === labId && one.runId !== runId);

/** The one that a query asks for, otherwise the one before, otherwise the first after it; null where there is none. */
export function otherWanted(run: Run, others: readonly Run[], asked: string | string[] | undefined): string | null {
  const known = others.find(({ runId }) => runId === asked);
  const byNumber = [...others].sort((one, other) => other.number - one.number);
  const nearest = byNumber.find(({ number }) => number < run.number) ?? byNumber.at(-1);
  return (known ?? nearest)?.runId ?? null;
}
