/** Which accepted unit a typed one means. */
import type { Units } from "./exercise-base";

/** A plural "s" is dropped from words only: "ms" and "bps" are no plurals. */
const WORD_MIN = 4;

export interface UnitMatch {
  readonly unit: string;
  /** Turns a number in this unit into the asked one. */
  readonly factor: number;
}

/**
 * Finds the accepted unit that was typed: as written, then ignoring case and plural, then by its end ("/s" for
 * "requests/s"). Each step counts only if it leaves one candidate: "mb" is refused where MB and Mb both exist.
 */
export function matchUnit(written: string, units: Units): UnitMatch | null {
  const accepted: UnitMatch[] = [
    { unit: units.unit, factor: 1 },
    ...Object.entries(units.also).map(([unit, factor]) => ({ unit, factor })),
  ];
  const typed = spelling(written);
  const steps: ((unit: string) => boolean)[] = [
    (unit) => unit === typed,
    (unit) => loose(unit) === loose(typed),
    (unit) => typed.startsWith("/") && loose(unit).endsWith(loose(typed)),
  ];
  for (const fits of steps) {
    const found = accepted.filter(({ unit }) => fits(spelling(unit)));
    if (found.length === 1) return found[0] as UnitMatch;
  }
  return null;
}

/** One spelling for micro, "per" and spaces around a slash. */
function spelling(unit: string): string {
  return unit
    .trim()
    .replace(/[\u00b5\u03bc]/g, "u")
    .replace(/ ?\/ ?/g, "/")
    .replace(/(^| )per /gi, "/");
}

const loose = (unit: string): string => unit.toLowerCase().split("/").map(singular).join("/");
const singular = (word: string): string => (word.length >= WORD_MIN && word.endsWith("s") ? word.slice(0, -1) : word);
