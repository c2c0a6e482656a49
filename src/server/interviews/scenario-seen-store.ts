/** Which account knows which scenario, and from which side. */
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";

/** `opened` and `staff` have read the staff's side; `candidate` was asked the question; `report` has read its rubric afterwards. */
export type Seen = "opened" | "staff" | "candidate" | "report";

/** The first time counts; but whoever was its candidate, and has now read the rubric, knows more than before. */
export async function markSeen(transaction: Transaction, { userId, scenarioId, how, at }: { userId: string; scenarioId: string; how: Seen; at: Instant }): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO scenario_seen AS known (user_id, scenario_id, at, how) VALUES (${userId}, ${scenarioId}, ${new Date(at)}, ${how})
    ON CONFLICT (user_id, scenario_id) DO UPDATE SET how = excluded.how
    WHERE known.how = 'candidate' AND excluded.how <> 'candidate'`;
}

export async function listSeen(database: Database, userId: string): Promise<ReadonlyMap<string, { how: Seen; at: Instant }>> {
  const rows = await database.scenarioSeen.findMany({ where: { userId } });
  return new Map(rows.map(({ scenarioId, how, at }) => [scenarioId, { how: how as Seen, at: instant(at.getTime()) }]));
}
