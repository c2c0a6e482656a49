/** What is left of an interview: the report, and the replay. Times are milliseconds since the epoch; `atMs` counts from the start. */
import { z } from "zod";
import { RoomId, RoomRoleSchema, RoomState } from "./rooms";

export const REPORT_CHARS_MAX = 4_000;

const Time = z.number().int();
const Named = z.strictObject({ id: z.string(), title: z.string() });
const Person = z.strictObject({ memberId: z.string(), name: z.string(), role: RoomRoleSchema });

export const SheetLine = z.strictObject({
  dimension: z.string(),
  /** What each of the four levels asks for */
  levels: z.array(z.string()).length(4),
  /** Null: not judged */
  level: z.number().int().min(1).max(4).nullable(),
  evidence: z.array(z.strictObject({ evidenceId: z.string(), text: z.string(), atMs: z.number() })),
});
export type SheetLine = z.infer<typeof SheetLine>;

/** What the interviewers made of the interview: theirs, and once it is shared the candidate's. */
export const Sheet = z.strictObject({
  lines: z.array(SheetLine),
  keep: z.string(),
  change: z.string(),
  /** Concepts of the low lines, whose cards come forward when the report is shared with a candidate who has an account */
  concepts: z.array(z.strictObject({ id: z.string(), title: z.string(), cards: z.number().int() })),
});
export type Sheet = z.infer<typeof Sheet>;

export const ReportView = z.strictObject({
  roomId: RoomId,
  title: z.string(),
  level: z.string(),
  minutes: z.number(),
  state: RoomState,
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  people: z.array(Person),
  me: z.strictObject({ memberId: z.string(), role: RoomRoleSchema, isHost: z.boolean() }),
  /** Whether a candidate has an account, so that cards can come forward */
  candidateStudies: z.boolean(),
  /** What everybody was told in the interview, and when */
  told: z.array(z.strictObject({ kind: z.enum(["hint", "follow-up", "fact"]), text: z.string(), atMs: z.number() })),
  sharedAt: Time.nullable(),
  /** Null for whoever may not read it, or not yet */
  sheet: Sheet.nullable(),
  /** One's own cards that this report brought forward */
  brought: z.array(z.strictObject({ cardId: z.string(), frontHtml: z.string(), concept: Named })),
});
export type ReportView = z.infer<typeof ReportView>;

const Text = z.string().trim().max(REPORT_CHARS_MAX);
export const WriteReportInput = z.strictObject({ roomId: RoomId, keep: Text, change: Text });
/** What holds now. */
export const ShareReportOutput = z.strictObject({ sharedAt: Time });

export const ReplayEvent = z.strictObject({
  seq: z.number().int(),
  at: Time,
  by: z.string().nullable(),
  to: z.enum(["all", "staff", "own"]),
  /** RoomEvent of the domain, as the log holds it */
  event: z.looseObject({ kind: z.string() }),
});

export const ReplayView = z.strictObject({
  roomId: RoomId,
  title: z.string(),
  people: z.array(Person),
  me: z.strictObject({ memberId: z.string(), role: RoomRoleSchema }),
  /** Names of the rubric's lines; null for whoever may not read it, or not yet */
  dimensions: z.array(z.string()).nullable(),
  /** What one may see of the log, in its order */
  events: z.array(ReplayEvent),
});
export type ReplayView = z.infer<typeof ReplayView>;
