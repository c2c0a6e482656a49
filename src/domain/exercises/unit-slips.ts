/** Slips that have a name: a factor of 1,000 between units, and bits taken for bytes. */
import { creditOf } from "./credit";
import type { Mistake, NumericExercise, Reading } from "./exercise";
import { formatNumber } from "./format-number";

const THOUSAND = 1000;
const BITS_IN_BYTE = 8;
/** Units of information: bit, byte, B, b, kB, MiB, Gb, Mbit, bps ... and rates of them. */
const INFORMATION = /^(bits?|bytes?|[kmgtp]?i?b(it|its|yte|ytes|ps)?)(\/.*)?$/i;

/** Names the slip if undoing it would have earned full credit. */
export function findUnitSlip(exercise: NumericExercise, truth: number, reading: Reading): Mistake | null {
  const { unit, also } = exercise.answer;
  const hits = (factor: number) => creditOf(exercise.credit, reading.value * factor, truth) === 1;

  if (!reading.unitGiven) {
    const meant = Object.entries(also).find(([, factor]) => factor !== 1 && hits(factor))?.[0];
    if (meant !== undefined) {
      return slip("no-unit", `Without a unit the number is read in ${unit}. It would be right in ${meant}: say which you mean.`);
    }
  }
  if (hits(1 / THOUSAND)) return slip("thousand", thousandWords("large", unit));
  if (hits(THOUSAND)) return slip("thousand", thousandWords("small", unit));
  if (!INFORMATION.test(unit)) return null;
  if (hits(1 / BITS_IN_BYTE)) return slip("bits-and-bytes", bitWords("large"));
  if (hits(BITS_IN_BYTE)) return slip("bits-and-bytes", bitWords("small"));
  return null;
}

const slip = (about: string, say: string): Mistake => ({ about: `slip:${about}`, keys: [], say });

const thousandWords = (size: "large" | "small", unit: string): string =>
  `${formatNumber(THOUSAND)} times too ${size}: the steps are right, but a unit on the way was not turned into ${unit}.`;

const bitWords = (size: "large" | "small"): string =>
  `${BITS_IN_BYTE} times too ${size}: the steps are right, but bits and bytes were mixed up.`;
