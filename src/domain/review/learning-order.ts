/**
 * The order in which a learner meets new cards: their plan first, then the catalogue's own order; what a placement test
 * took as known comes after all of it. Rule DQ2 of SPEC.md.
 */
export function learningOrder<Card extends { readonly conceptId: string; readonly order: number }>(
  cards: Iterable<Card>,
  planConceptIds: readonly string[],
  knownConceptIds: ReadonlySet<string> = new Set(),
): Card[] {
  const placeInPlan = new Map<string, number>();
  for (const conceptId of planConceptIds) if (!placeInPlan.has(conceptId)) placeInPlan.set(conceptId, placeInPlan.size);
  const place = ({ conceptId }: Card) => placeInPlan.get(conceptId) ?? placeInPlan.size;
  const isLater = ({ conceptId }: Card) => Number(knownConceptIds.has(conceptId));
  return [...cards].sort((a, b) => isLater(a) - isLater(b) || place(a) - place(b) || a.order - b.order);
}
