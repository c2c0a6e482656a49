/** Small words of screens: counts, shares, lists and dates, the same on every page. */

const COUNT = new Intl.NumberFormat("en-GB");

/** "1,204": thousands with a comma. */
export const number = (value: number): string => COUNT.format(value);

/** "1 card", "1,204 cards"; words with a plural of their own name it. */
export const counted = (count: number, thing: string, things = `${thing}s`): string => `${number(count)} ${count === 1 ? thing : things}`;

/** A share 0..1 as "84%"; what is not quite all is never printed as all. */
export function percent(share: number, digits = 0): string {
  const unit = 10 ** digits;
  const rounded = Math.round(share * 100 * unit) / unit;
  const shown = share < 1 && rounded === 100 ? 100 - 1 / unit : rounded;
  return `${shown.toFixed(digits)}%`;
}

/** "a", "a and b", "a, b and c" */
export function listed(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const DAY_MS = 86_400_000;
const inUtc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
const WEEKDAY = inUtc({ weekday: "long" });
const DAY_MONTH = inUtc({ day: "numeric", month: "long" });
const DAY_MONTH_SHORT = inUtc({ day: "numeric", month: "short" });
const MONTH_SHORT = inUtc({ month: "short" });

/** A day as a number of days since 1970-01-01 carries no zone: it is written as it is counted. */
export const dayWords = (day: number): string => `${WEEKDAY.format(day * DAY_MS)} ${DAY_MONTH.format(day * DAY_MS)}`;
/** "20 Nov" */
export const shortDay = (day: number): string => DAY_MONTH_SHORT.format(day * DAY_MS);
/** "Nov" */
export const shortMonth = (day: number): string => MONTH_SHORT.format(day * DAY_MS);
/** "F" for a Friday */
export const weekdayLetter = (day: number): string => WEEKDAY.format(day * DAY_MS).slice(0, 1);
/** 0 for a Monday, 6 for a Sunday: 1970-01-01 was a Thursday. */
export const weekdayIndex = (day: number): number => (day + 3) % 7;
