/** Reports of an item that is wrong, unclear or broken: what a learner sends, and what authors do with it. */
import { z } from "zod";
import { ContentId } from "../review/review";

export const REPORT_WORDS_MAX = 1_000;
export const REPLY_MAX = 1_000;
/** Reports on one page of the authors' list, and of one's own. */
export const REPORTS_SHOWN_MAX = 100;

export const ItemKind = z.enum(["card", "exercise", "concept", "scenario"]);
export type ItemKind = z.infer<typeof ItemKind>;
export const ReportReason = z.enum(["wrong-fact", "unclear", "broken", "not-in-source", "other"]);
export type ReportReason = z.infer<typeof ReportReason>;
export const ReportState = z.enum(["open", "answered", "closed"]);
export type ReportState = z.infer<typeof ReportState>;

export const ReportItemInput = z.strictObject({
  /** Made by the browser once per press, so that a report that is sent again counts once */
  id: z.uuid(),
  kind: ItemKind,
  itemId: ContentId,
  /** Of an exercise: one's own variant, so that an author sees the same numbers */
  variantId: z.string().max(40).nullable(),
  reason: ReportReason,
  words: z.string().trim().max(REPORT_WORDS_MAX),
});
export type ReportItemInput = z.infer<typeof ReportItemInput>;

const common = {
  id: z.string(),
  kind: ItemKind,
  itemId: z.string(),
  /** As it is called today; its id if it was withdrawn */
  title: z.string(),
  reason: ReportReason,
  words: z.string(),
  at: z.int(),
  state: ReportState,
  reply: z.string().nullable(),
};

export const OwnReport = z.strictObject(common);
export type OwnReport = z.infer<typeof OwnReport>;
export const MyReportsOutput = z.strictObject({ reports: z.array(OwnReport) });

export const ListReportsInput = z.strictObject({ state: ReportState.optional(), kind: ItemKind.optional(), item: z.string().max(120).optional() });
export type ListReportsInput = z.infer<typeof ListReportsInput>;

export const AuthorReport = z.strictObject({
  ...common,
  reporter: z.string(),
  /** same: as it was reported; changed: rewritten since; withdrawn: it is no longer there */
  today: z.enum(["same", "changed", "withdrawn"]),
  /** The item as it was, field by field */
  snapshot: z.array(z.strictObject({ path: z.string(), text: z.string() })),
  /** The variant that the reporter had; its question only while the exercise is the same */
  variant: z.strictObject({ seed: z.string(), promptHtml: z.string().nullable() }).nullable(),
  /** Where authors see the item */
  file: z.string().nullable(),
});
export type AuthorReport = z.infer<typeof AuthorReport>;
export const ListReportsOutput = z.strictObject({ reports: z.array(AuthorReport), open: z.int() });
export type ListReportsOutput = z.infer<typeof ListReportsOutput>;

export const SettleReportInput = z.strictObject({ reportId: z.uuid(), state: ReportState, reply: z.string().trim().max(REPLY_MAX) });
