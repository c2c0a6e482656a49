import type { LabView } from "@/contracts/labs/lab-pages";
import type { RunView } from "@/contracts/labs/labs";
import type { ManualQuery } from "@/contracts/labs/manual";
import type { ManualBase } from "@/domain/labs/by-hand";
import { findLab } from "@/domain/labs/catalogue";
import { labHref, runHref } from "../addresses";
import { ManualPage } from "./manual-page";

interface ManualScreenProps {
  readonly lab: LabView;
  readonly query: ManualQuery;
  /** The run whose program plays; null: one's own text */
  readonly run: RunView | null;
}

/** Finds what a query asks for: the run that the hand takes over, and whose program plays it. */
export function ManualScreen({ lab, query, run }: ManualScreenProps) {
  const grounds = (findLab(lab.id)?.searches ?? []).map(({ id, title }) => ({ search: id, title }));
  const base = baseOf(query, grounds[0]?.search, (id) => grounds.some(({ search }) => search === id));
  const from = base.kind === "search" ? 0 : (query.from ?? 0);
  return (
    <ManualPage
      lab={{ id: lab.id, title: lab.title, checks: lab.checks, concepts: lab.concepts, tests: lab.tests }}
      source={run?.program ?? lab.draft?.text ?? lab.starter}
      takesTab={run === null && query.from !== undefined}
      base={base}
      from={from}
      grounds={grounds}
      of={run?.run.runId ?? null}
      back={run === null || run.mine ? { words: "Back to the code", href: labHref(lab.id) } : { words: "Back to the run", href: runHref(lab.id, run.run.runId) }}
    />
  );
}

/** Without a wish the lab's first small cluster, because there the choices are few; a lab without one begins with its first seed. */
function baseOf({ seed, check, search }: ManualQuery, first: string | undefined, hasSearch: (id: string) => boolean): ManualBase {
  if (seed !== undefined) return check === undefined ? { kind: "seed", n: seed } : { kind: "shrunk", n: seed, check };
  if (search !== undefined && hasSearch(search)) return { kind: "search", search };
  return first === undefined ? { kind: "seed", n: 1 } : { kind: "search", search: first };
}
