/** Reports as their reporter and as authors read them. */
import type { AuthorReport, ListReportsInput, ListReportsOutput, OwnReport } from "@/contracts/authoring/reports";
import { drawVariant } from "@/domain/exercises/draw-variant";
import { publicVariant } from "@/domain/exercises/public-variant";
import type { Catalog } from "../catalog/catalog";
import { renderMarkdown } from "../catalog/render";
import type { Database } from "../platform/database";
import { countOpenReports, listAllReports, listOwnReports, type StoredReport } from "./report-store";
import { findItem } from "./reported-item";

interface ListTools {
  readonly database: Database;
  readonly catalog: Catalog;
}

/** One's own: without the item as it was, which holds the key. */
export async function myReports({ database, catalog }: ListTools, userId: string): Promise<{ reports: OwnReport[] }> {
  return { reports: (await listOwnReports(database, userId)).map((report) => ownView(catalog, report)) };
}

export async function listReports({ database, catalog }: ListTools, filter: ListReportsInput): Promise<ListReportsOutput> {
  const [reports, open] = await Promise.all([listAllReports(database, filter), countOpenReports(database)]);
  return { reports: reports.map((report) => authorView(catalog, report)), open };
}

function ownView(catalog: Catalog, { id, itemKind, itemId, reason, words, at, state, reply }: StoredReport): OwnReport {
  return { id, kind: itemKind, itemId, title: findItem(catalog, itemKind, itemId)?.title ?? itemId, reason, words, at, state, reply };
}

function authorView(catalog: Catalog, report: StoredReport & { reporter: string }): AuthorReport {
  const { itemKind, itemId, itemHash, snapshot, variantSeed, reporter } = report;
  const item = findItem(catalog, itemKind, itemId);
  const today = item === null ? "withdrawn" : item.hash === itemHash ? "same" : "changed";
  return {
    ...ownView(catalog, report),
    reporter,
    today,
    snapshot: snapshot.map((field) => ({ ...field })),
    variant: variantSeed === null ? null : { seed: variantSeed, promptHtml: today === "same" ? promptOf(catalog, itemId, variantSeed) : null },
    file: item?.file ?? null,
  };
}

function promptOf(catalog: Catalog, exerciseId: string, seed: string): string | null {
  const exercise = catalog.exercises.get(exerciseId)?.exercise;
  const drawn = exercise === undefined ? null : drawVariant(exercise, seed);
  return exercise === undefined || drawn === null || !drawn.ok ? null : renderMarkdown(publicVariant(exercise, drawn.value).prompt);
}
