/** Days as a calendar: a column a week from Monday to Sunday, the last column holds today. */
import { shortMonth, weekdayIndex } from "@/ui/words";

export interface HeatCell {
  readonly day: number;
  readonly count: number;
  readonly column: number;
  /** 0 for Monday */
  readonly row: number;
  /** 0 for a day without reviews, then 1..5 by its share of the fullest day */
  readonly level: number;
}

export const LEVELS = 5;
/** A month's name needs this many columns before the next. */
const LABEL_COLUMNS_MIN = 3;

/** The `days` days up to today; `activity` names only those with reviews. */
export function heatmap(activity: readonly { day: number; count: number }[], today: number, days: number) {
  const counts = new Map(activity.map(({ day, count }) => [day, count]));
  const first = today - days + 1;
  const firstMonday = first - weekdayIndex(first);
  const most = Math.max(1, ...counts.values());
  const cells: HeatCell[] = Array.from({ length: days }, (_, index) => {
    const day = first + index;
    const count = counts.get(day) ?? 0;
    return { day, count, column: Math.floor((day - firstMonday) / 7), row: weekdayIndex(day), level: Math.ceil((count / most) * LEVELS) };
  });
  const columns = (cells.at(-1)?.column ?? 0) + 1;
  return { cells, columns, months: monthLabels(firstMonday, columns) };
}

/** The months that begin in a column, without those that would run into the next. */
function monthLabels(firstMonday: number, columns: number): { column: number; label: string }[] {
  const starts = Array.from({ length: columns }, (_, column) => ({ column, label: shortMonth(firstMonday + column * 7 + 6) })).filter(
    ({ label }, index, all) => index === 0 || all[index - 1]?.label !== label,
  );
  return starts.filter(({ column }, index) => ((starts[index + 1]?.column ?? columns) - column) >= LABEL_COLUMNS_MIN);
}
