/** What a type-in card takes for right. */
export interface Accepted {
  accept: readonly string[];
  compare: "text" | "number";
  /** Share by which a number may be off. */
  tolerance: number;
}

/** True when the typed answer is one of the accepted, case and spaces apart; or near enough as a number. */
export function matchesTyped(typed: string, { accept, compare, tolerance }: Accepted): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, "");
  if (accept.some((answer) => plain(answer) === plain(typed))) return true;
  if (compare !== "number" || typed.trim() === "") return false;
  const numberOf = (text: string) => Number(text.replace(/[,\s]/g, ""));
  const given = numberOf(typed);
  return accept.some((answer) => Math.abs(given - numberOf(answer)) <= tolerance * Math.abs(numberOf(answer)));
}
