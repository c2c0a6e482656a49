/** Reports of items, as the database keeps them. */
import { z } from "zod";
import { ItemKind, ReportReason, ReportState, REPORTS_SHOWN_MAX } from "@/contracts/authoring/reports";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { ItemReport } from "@/generated/prisma/client";
import type { Database } from "../platform/database";

const Snapshot = z.array(z.object({ path: z.string(), text: z.string() }));

export interface NewReport {
  readonly id: string;
  readonly userId: string;
  readonly itemKind: ItemKind;
  readonly itemId: string;
  readonly itemHash: string;
  readonly snapshot: readonly { readonly path: string; readonly text: string }[];
  readonly variantSeed: string | null;
  readonly reason: ReportReason;
  readonly words: string;
  readonly at: Instant;
}

export interface StoredReport extends NewReport {
  readonly state: ReportState;
  readonly reply: string | null;
}

const stored = ({ createdAt, ...row }: ItemReport): StoredReport => ({
  ...row,
  itemKind: ItemKind.parse(row.itemKind),
  reason: ReportReason.parse(row.reason),
  state: ReportState.parse(row.state),
  snapshot: Snapshot.parse(row.snapshot),
  at: instant(createdAt.getTime()),
});

/** Whose report an id is; null if there is none. */
export async function reporterOf(database: Database, id: string): Promise<string | null> {
  return (await database.itemReport.findUnique({ where: { id }, select: { userId: true } }))?.userId ?? null;
}

/** Sent twice at the same moment, it is there once. */
export async function insertReport(database: Database, { at, snapshot, ...report }: NewReport): Promise<void> {
  await database.itemReport.createMany({ data: [{ ...report, snapshot: snapshot.map((field) => ({ ...field })), createdAt: new Date(at) }], skipDuplicates: true });
}

/** The last ones first. */
export async function listOwnReports(database: Database, userId: string): Promise<StoredReport[]> {
  return (await database.itemReport.findMany({ where: { userId }, orderBy: { createdAt: "desc" }, take: REPORTS_SHOWN_MAX })).map(stored);
}

/** With the names of the reporters, the last ones first. `item` is a part of an id. */
export async function listAllReports(database: Database, { state, kind, item }: { state?: ReportState | undefined; kind?: ItemKind | undefined; item?: string | undefined }): Promise<(StoredReport & { reporter: string })[]> {
  const where = { ...(state === undefined ? {} : { state }), ...(kind === undefined ? {} : { itemKind: kind }), ...(item === undefined ? {} : { itemId: { contains: item } }) };
  const rows = await database.itemReport.findMany({ where, orderBy: { createdAt: "desc" }, take: REPORTS_SHOWN_MAX, include: { user: { select: { name: true, email: true } } } });
  return rows.map(({ user, ...row }) => ({ ...stored(row), reporter: user.name || user.email }));
}

export const countOpenReports = (database: Database): Promise<number> => database.itemReport.count({ where: { state: "open" } });

/** False if there is no such report. */
export async function settleReport(database: Database, { id, state, reply, at }: { id: string; state: ReportState; reply: string | null; at: Instant }): Promise<boolean> {
  const { count } = await database.itemReport.updateMany({ where: { id }, data: { state, reply, settledAt: state === "open" ? null : new Date(at) } });
  return count > 0;
}
