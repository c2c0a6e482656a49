/** What a filled-in rubric comes to, in a sentence. No verdict on the person is made of it. */
import type { SheetLine } from "@/contracts/interviews/report";
import { LOW_LEVEL_MAX } from "@/domain/interviews/report-sheet";
import { counted } from "@/ui/words";

const LEVEL_MAX = 4;

/** "20 of 28 in 7 lines. 2 lines stand at level 2 or below." Lines that were not rated are not counted. */
export function sheetWords(lines: readonly Pick<SheetLine, "level">[]): string {
  const levels = lines.flatMap(({ level }) => level ?? []);
  if (levels.length === 0) return "No line was rated.";
  const sum = levels.reduce((total, level) => total + level, 0);
  const low = levels.filter((level) => level <= LOW_LEVEL_MAX).length;
  const unrated = lines.length - levels.length;
  const stands = low === 0 ? `No line stands at level ${LOW_LEVEL_MAX} or below.` : `${counted(low, "line")} ${low === 1 ? "stands" : "stand"} at level ${LOW_LEVEL_MAX} or below.`;
  return `${sum} of ${levels.length * LEVEL_MAX} in ${counted(levels.length, "line")}. ${stands}${unrated > 0 ? ` ${counted(unrated, "line")} not rated.` : ""}`;
}
