import type { OverviewOutput } from "@/contracts/today/today";
import type { StudyDay } from "@/domain/review/study-day";
import type { Catalog } from "../catalog/catalog";
import { conceptRef } from "./learner-view";
import type { PlanChoice } from "./plan-store";

/** The plan's day for today; after its last day that one stays, so that nothing vanishes overnight. */
export function planOfToday(catalog: Catalog, { planId, startedDay }: PlanChoice, today: StudyDay): OverviewOutput["plan"] {
  const plan = planId === null ? undefined : catalog.plans.get(planId);
  if (plan === undefined) return null;
  const days = plan.weeks.flatMap((week) => week.days);
  const index = Math.min(Math.max(0, today - (startedDay ?? today)), days.length - 1);
  const day = days[index];
  if (day === undefined) return null;
  return {
    title: plan.title,
    day: day.day,
    days: days.length,
    heading: day.title,
    goal: day.goal,
    concepts: day.concepts.map((id) => conceptRef(catalog, id)),
  };
}

/** The plans to choose from, with how many of their concepts there are. */
export const plansOf = (catalog: Catalog): OverviewOutput["plans"] =>
  [...catalog.plans.values()].map(({ id, title, weeks }) => {
    const days = weeks.flatMap((week) => week.days);
    const concepts = new Set(days.flatMap((day) => day.concepts));
    return { id, title, days: days.length, concepts: [...concepts].filter((concept) => catalog.concepts.has(concept)).length };
  });
