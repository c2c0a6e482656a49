import type { ReportItemInput } from "@/contracts/authoring/reports";
import { err, ok, type Result } from "@/domain/kernel/result";
import { payTolls, REPORTS_PER_ACCOUNT } from "../auth/rate-limit";
import type { Catalog } from "../catalog/catalog";
import { findVariant } from "../exercises/exercise-store";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { insertReport, reporterOf } from "./report-store";
import { findItem } from "./reported-item";

export interface ReportTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Catalog;
}

export type ReportRefusal = { code: "no-such-item" | "report-id-used-elsewhere" | "too-many-reports" };

/** Keeps a report with the item as it is now. Sent again under its id, it counts once and costs nothing. */
export async function reportItem({ clock, database, catalog }: ReportTools, { userId, ...report }: ReportItemInput & { userId: string }): Promise<Result<null, ReportRefusal>> {
  const { id, kind, itemId, variantId, reason, words } = report;
  const reporter = await reporterOf(database, id);
  if (reporter !== null) return reporter === userId ? ok(null) : err({ code: "report-id-used-elsewhere" });
  const item = findItem(catalog, kind, itemId);
  if (item === null) return err({ code: "no-such-item" });
  const now = clock();
  if ((await payTolls(database, [{ limit: REPORTS_PER_ACCOUNT, whom: userId }], now)) !== null) return err({ code: "too-many-reports" });
  const variant = variantId === null ? null : await findVariant(database, { userId, variantId });
  const variantSeed = variant?.exerciseId === itemId ? variant.seed : null;
  await insertReport(database, { id, userId, itemKind: kind, itemId, itemHash: item.hash, snapshot: item.snapshot, variantSeed, reason, words, at: now });
  return ok(null);
}
