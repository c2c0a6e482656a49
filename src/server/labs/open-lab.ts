import type { LabView } from "@/contracts/labs/lab-pages";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import { toReference } from "../catalog/to-reference";
import type { Database } from "../platform/database";
import { programDeclarations } from "./declarations";
import { findDraft } from "./draft-store";
import { placeOf } from "./list-labs";
import { listRuns } from "./run-store";
import { listTests } from "./test-store";
import { listItem } from "./view-run";

interface OpenTools {
  readonly database: Database;
  readonly catalog: Catalog;
}

/** All that the workspace of a lab shows when it opens. */
export async function openLab({ database, catalog }: OpenTools, request: { userId: string; labId: string }): Promise<Result<LabView, { code: "no-such-lab" }>> {
  const lab = catalog.labs.get(request.labId);
  if (lab === undefined) return err({ code: "no-such-lab" });
  const [draft, tests, runs] = await Promise.all([findDraft(database, request), listTests(database, request), listRuns(database, request)]);
  const { id, title, skill, minutes, lines, briefHtml, messagesHtml, starter } = lab;
  return ok({
    ...{ id, title, skill, minutes, lines, briefHtml, messagesHtml, starter, draft, tests },
    ...placeOf(catalog, lab),
    faults: [...lab.faults],
    hintsHtml: [...lab.hintsHtml],
    checks: lab.checks.map(({ concepts: _, measures, ...check }) => ({ ...check, measures: [...measures] })),
    references: lab.references.map(toReference),
    declarations: programDeclarations(),
    runs: runs.map(listItem),
  });
}
