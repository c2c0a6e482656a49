/** Reads what people type as a number with a unit: "1,157 /s", "3.6e6", "12 ms", "1 157", "347k requests/s". */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, Reading, Units } from "./exercise-base";
import { formatNumber } from "./format-number";
import { matchUnit } from "./units";

/** Longer texts are refused unread. */
export const NUMBER_TEXT_MAX = 60;

const MULTIPLIERS: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Digits with groups of three or without, a fraction, an exponent as e6 or x10^6; what follows is the unit. */
const NUMBER =
  /^(?<sign>[+-]?)(?<whole>\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d)|\d+|(?=\.\d))(?<fraction>\.\d+)?(?:(?:e| ?[x*] ?10 ?\^ ?)(?<exponent>[+-]?\d{1,3}))?(?<rest>.*)$/is;

/** Understands a typed answer in the asked unit, or says in words what it is not. */
export function readNumber(text: string, units: Units): Result<Reading, AnswerRefusal> {
  const tidy = tidyText(text);
  if (tidy === "") return err({ code: "nothing-answered", say: `Type a number, in ${units.unit}.` });
  if (tidy.length > NUMBER_TEXT_MAX) return notANumber("That is too long for a number. Type digits and, if you like, a unit.");
  const parts = NUMBER.exec(tidy)?.groups;
  if (parts === undefined) return notANumber(`No number was found in ${quote(tidy)}. Type digits first, then the unit.`);
  const misread = findMisreading(tidy, parts.rest ?? "");
  if (misread !== null) return notANumber(misread);
  const digits = `${parts.sign ?? ""}${(parts.whole || "0").replace(/[, ]/g, "")}${parts.fraction ?? ""}`;
  const value = Number(`${digits}e${parts.exponent ?? "0"}`);
  if (!Number.isFinite(value)) return notANumber("That number is too large to be an answer.");
  return withUnit(value, parts.rest ?? "", units);
}

/** One kind of space, one kind of minus and times; "about" signs in front mean nothing. */
function tidyText(text: string): string {
  return text
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, " ")
    .replace(/[\u2212\u2012\u2013]/g, "-")
    .replace(/[\u00d7\u00b7]/g, "*")
    .trim()
    .replace(/^[~\u2248=] ?/, "")
    .replace(/^([+-]) /, "$1");
}

function findMisreading(tidy: string, rest: string): string | null {
  if (/^,\d/.test(rest)) {
    const written = /^[+-]?[\d ]*,\d+/.exec(tidy)?.[0] ?? tidy;
    return `A comma stands between thousands, as in 1,157. For a fraction write ${quote(written.replace(",", "."))}.`;
  }
  if (/^\.\d/.test(rest)) return `There are two points in ${quote(tidy)}. A point stands before the fraction only.`;
  if (/^ ?[/:] ?\d/.test(rest)) return "Type the value as one number, not as a fraction: 0.25 for a quarter.";
  if (/^ ?[-+*^(]/.test(rest)) return "Type the result, not the calculation.";
  if (/^ ?\d/.test(rest)) return `${quote(tidy)} reads as two numbers. Group digits by three, as in 1,157 or 1 157.`;
  return null;
}

function withUnit(value: number, rest: string, units: Units): Result<Reading, AnswerRefusal> {
  const reading = (number: number, factor: number, unitGiven: boolean) =>
    ok<Reading>({ value: number * factor, unit: units.unit, unitGiven });
  const written = rest.trim();
  if (written === "") return reading(value, 1, false);
  const unit = matchUnit(written, units);
  if (unit !== null) return reading(value, unit.factor, true);
  const multiplier = Object.hasOwn(MULTIPLIERS, written[0] as string) ? MULTIPLIERS[written[0] as string] : undefined;
  const after = written.slice(1);
  if (multiplier !== undefined && !rest.startsWith(" ") && /^($|[ /])/.test(after)) {
    if (after.trim() === "") return reading(value * multiplier, 1, false);
    const scaled = matchUnit(after.trim(), units);
    if (scaled !== null) return reading(value * multiplier, scaled.factor, true);
  }
  const known = [units.unit, ...Object.keys(units.also)];
  const list = known.length === 1 ? known[0] : `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`;
  return err({ code: "unknown-unit", say: `The unit ${quote(written)} is not known here. Use ${list}, or the bare number.` });
}

const notANumber = (say: string) => err<AnswerRefusal>({ code: "not-a-number", say });
const quote = (text: string): string => `"${text}"`;

/** How the screen says what was understood. */
export function readingText({ value, unit, unitGiven }: Reading): string {
  const number = `${formatNumber(value)}${unit === "%" ? "" : " "}${unit}`;
  return unitGiven ? `Read as ${number}.` : `No unit given: read as ${number}.`;
}
