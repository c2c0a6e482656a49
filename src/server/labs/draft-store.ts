/** What learners have typed, as the database keeps it. */
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";

export interface StoredDraft {
  readonly text: string;
  /** Grows with every save, from 1. */
  readonly revision: number;
  readonly updatedAt: Instant;
}

interface Place {
  readonly userId: string;
  readonly labId: string;
}

export async function findDraft(database: Database, { userId, labId }: Place): Promise<StoredDraft | null> {
  const row = await database.labDraft.findUnique({ where: { userId_labId: { userId, labId } } });
  return row === null ? null : { text: row.text, revision: row.revision, updatedAt: instant(row.updatedAt.getTime()) };
}

/** Replaces the draft if it still is the one of `revision` (0: none). Gives back whether it was. */
export async function replaceDraft(
  database: Database,
  { userId, labId, text, revision, at }: Place & { readonly text: string; readonly revision: number; readonly at: Instant },
): Promise<boolean> {
  const updatedAt = new Date(at);
  if (revision === 0) {
    const { count } = await database.labDraft.createMany({ data: [{ userId, labId, text, revision: 1, updatedAt }], skipDuplicates: true });
    return count === 1;
  }
  const { count } = await database.labDraft.updateMany({ where: { userId, labId, revision }, data: { text, revision: revision + 1, updatedAt } });
  return count === 1;
}
