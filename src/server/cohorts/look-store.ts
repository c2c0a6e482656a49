/** The audit of who looked at a learner's work. */
import { z } from "zod";
import { LOOK_KINDS } from "@/contracts/cohorts/cohorts";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";

export type LookKind = (typeof LOOK_KINDS)[number];

const ACTIONS: Record<LookKind, string> = {
  learner: "learner-viewed",
  run: "run-viewed",
  recording: "recording-viewed",
  attempt: "attempt-viewed",
  export: "learner-exported",
};
const KINDS = new Map(LOOK_KINDS.map((kind) => [ACTIONS[kind], kind]));

const Detail = z.looseObject({ labId: z.string().optional(), exerciseId: z.string().optional() });

export interface Look {
  readonly kind: LookKind;
  readonly actorId: string;
  readonly at: Instant;
  /** The cohort, and what of the learner's was opened. */
  readonly detail: { readonly cohortId: string; readonly runId?: string; readonly labId?: string; readonly n?: number; readonly attemptId?: string; readonly exerciseId?: string };
}

/** Writes down that these learners' work was looked at. */
export async function recordLook(database: Database, learnerIds: readonly string[], { kind, actorId, at, detail }: Look): Promise<void> {
  await database.auditEvent.createMany({
    data: learnerIds.map((subjectId) => ({ at: new Date(at), actorId, action: ACTIONS[kind], subjectId, detail })),
  });
}

export interface StoredLook {
  readonly id: string;
  readonly kind: LookKind;
  readonly at: Instant;
  /** Null: the account is gone. */
  readonly by: { readonly name: string; readonly email: string } | null;
  readonly labId: string | undefined;
  readonly exerciseId: string | undefined;
}

/** Who looked at this learner's work, newest first. */
export async function listLooks(database: Database, learnerId: string, max: number): Promise<StoredLook[]> {
  const rows = await database.auditEvent.findMany({
    where: { subjectId: learnerId, action: { in: [...KINDS.keys()] } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: max,
  });
  const actorIds = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const actors = await database.user.findMany({ where: { id: { in: actorIds } }, select: { id: true, name: true, email: true } });
  const byId = new Map(actors.map(({ id, ...actor }) => [id, actor]));
  return rows.flatMap(({ id, at, actorId, action, detail }) => {
    const kind = KINDS.get(action);
    if (kind === undefined) return [];
    const { labId, exerciseId } = Detail.parse(detail);
    return [{ id: String(id), kind, at: instant(at.getTime()), by: (actorId === null ? undefined : byId.get(actorId)) ?? null, labId, exerciseId }];
  });
}
