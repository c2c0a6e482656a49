import { err, ok, type Result } from "@/domain/kernel/result";
import { studyDayOf } from "@/domain/review/study-day";
import { getLearner } from "../review/learner-store";
import type { ReadTools } from "./learner-view";
import { savePlanChoice } from "./plan-store";

/** Takes up a plan from today on, or leaves the one there is (null). New cards follow its order. */
export async function choosePlan(
  { clock, database, catalog }: ReadTools,
  userId: string,
  planId: string | null,
): Promise<Result<{ planId: string | null }, { code: "no-such-plan" }>> {
  if (planId !== null && !catalog.plans.has(planId)) return err({ code: "no-such-plan" });
  const { calendar } = await getLearner(database, userId);
  await savePlanChoice(database, userId, { planId, startedDay: planId === null ? null : studyDayOf(clock(), calendar) });
  return ok({ planId });
}
