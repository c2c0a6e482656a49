/** How many cards fall due on each of the coming study days, if nothing more is learnt. */
import type { CardMemory } from "../review/card-memory";
import type { StudyDay } from "../review/study-day";

/** From here on a card counts as mature: Anki's bound, in days of stability. */
export const MATURE_STABILITY_DAYS = 21;

export interface DueOnDay {
  readonly day: StudyDay;
  readonly young: number;
  readonly mature: number;
}

/** One entry for each of `days` study days from today; overdue cards and cards in steps count today. */
export function forecast(memories: Iterable<CardMemory>, today: StudyDay, days: number): DueOnDay[] {
  const counts = Array.from({ length: days }, (_, ahead) => ({ day: today + ahead, young: 0, mature: 0 }));
  for (const memory of memories) {
    if (memory.suspended || memory.phase === "new") continue;
    const ahead = Math.max(0, (memory.dueDay ?? today) - today);
    const slot = counts[ahead];
    if (slot === undefined) continue;
    if (memory.stability >= MATURE_STABILITY_DAYS) slot.mature += 1;
    else slot.young += 1;
  }
  return counts;
}
