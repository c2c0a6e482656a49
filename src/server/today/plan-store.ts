import type { StudyDay } from "@/domain/review/study-day";
import type { Database } from "../platform/database";

export interface PlanChoice {
  readonly planId: string | null;
  /** The study day on which it was chosen: day 1 of the plan. */
  readonly startedDay: StudyDay | null;
}

export async function readPlanChoice(database: Database, userId: string): Promise<PlanChoice> {
  const { planId, planStartedDay } = await database.user.findUniqueOrThrow({ where: { id: userId }, select: { planId: true, planStartedDay: true } });
  return { planId, startedDay: planStartedDay };
}

export async function savePlanChoice(database: Database, userId: string, { planId, startedDay }: PlanChoice): Promise<void> {
  await database.user.update({ where: { id: userId }, data: { planId, planStartedDay: startedDay } });
}
