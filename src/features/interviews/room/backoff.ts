const FIRST_MS = 250;
const MAX_MS = 5_000;

/** How long to wait before the line is tried again: doubled with every failure in a row, by up to half less at random. */
export const backoffMs = (failures: number, random: number): number => Math.min(FIRST_MS * 2 ** failures, MAX_MS) * (1 - random / 2);
