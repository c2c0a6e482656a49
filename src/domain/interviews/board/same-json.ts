/** True if two values are the same as JSON; a field that is absent and one that is null are the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((member, at) => sameJson(member, b[at]));
  }
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameJson((a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]));
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;
