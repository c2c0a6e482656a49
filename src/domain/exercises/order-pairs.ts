/** What the pairs of an order exercise imply. */

export type OrderPair = readonly [string, string];

/** All pairs that follow from the written ones: a before b and b before c give a before c. Cycles are not followed. */
export function requiredPairs(before: readonly OrderPair[]): OrderPair[] {
  const pairs: OrderPair[] = [];
  for (const start of new Set(before.map(([first]) => first))) {
    for (const after of itemsAfter(start, before)) if (after !== start) pairs.push([start, after]);
  }
  return pairs;
}

/** Everything that must come after an item; the item itself too if the pairs form a cycle through it. */
export function itemsAfter(start: string, before: readonly OrderPair[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    for (const [first, second] of before) {
      if (first !== item || found.has(second)) continue;
      found.add(second);
      open.push(second);
    }
  }
  return found;
}

/** One order that keeps all pairs: always the first listed item that nothing still waiting must precede. */
export function oneRightOrder(items: readonly string[], before: readonly OrderPair[]): string[] {
  const waiting = [...items];
  const order: string[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((item) => !before.some(([first, second]) => second === item && waiting.includes(first)));
    order.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return order;
}
