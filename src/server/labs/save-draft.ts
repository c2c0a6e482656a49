import type { Draft, SaveDraftOutput } from "@/contracts/labs/labs";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { findDraft, replaceDraft } from "./draft-store";

interface DraftTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Pick<Catalog, "labs">;
}

type NoSuchLab = { code: "no-such-lab" };

export async function getDraft({ database, catalog }: DraftTools, request: { userId: string; labId: string }): Promise<Result<Draft | null, NoSuchLab>> {
  return catalog.labs.has(request.labId) ? ok(await findDraft(database, request)) : err({ code: "no-such-lab" });
}

/**
 * Keeps what was typed, unless another tab has saved since: then its text comes back and nothing is overwritten. The
 * same text sent again, because its answer was lost on the way, counts as saved.
 */
export async function saveDraft(
  { clock, database, catalog }: DraftTools,
  request: { userId: string; labId: string; text: string; revision: number },
): Promise<Result<SaveDraftOutput, NoSuchLab>> {
  if (!catalog.labs.has(request.labId)) return err({ code: "no-such-lab" });
  if (await replaceDraft(database, { ...request, at: clock() })) return ok({ outcome: "saved", revision: request.revision + 1 });
  const draft = await findDraft(database, request);
  if (draft === null) return saveDraft({ clock, database, catalog }, { ...request, revision: 0 });
  return ok(draft.text === request.text ? { outcome: "saved", revision: draft.revision } : { outcome: "overtaken", draft });
}
