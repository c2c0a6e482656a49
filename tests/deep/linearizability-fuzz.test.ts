// Pruned WGL, just-in-time linearization and zones beside plain WGL, on 100,000 histories. `npm test` compares some
// thousands; the result here stands in the table, with the hashes of what it depends on.
import { expect, test } from "vitest";
import { judgedBySearches, judgedByZones, OBJECTS } from "../support/compare-linearizability";
import { lineFault, writeLine } from "./table";

/** The line of the table; one that is still of these sources is not made again. */
const LINEARIZABILITY = "fuzz/linearizability";
/** Seeds that no other test draws from. */
const FIRST_SEED = 1_000_000;
const HISTORIES = { searches: 12_500, zones: 12_500 } as const;
const OPERATIONS = 12;

const seedsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => FIRST_SEED + index);

test(LINEARIZABILITY, () => {
  if (lineFault(LINEARIZABILITY) === null) return;
  const different: object[] = [];
  for (const one of OBJECTS) {
    for (const seed of seedsOf(HISTORIES.searches)) {
      const { reference, depthFirst, breadthFirst } = judgedBySearches(one, seed, OPERATIONS);
      if (depthFirst !== reference || breadthFirst !== reference) different.push({ object: one.name, seed, reference, depthFirst, breadthFirst });
    }
  }
  for (const seed of seedsOf(HISTORIES.zones)) {
    const { reference, zones } = judgedByZones(seed, OPERATIONS);
    if (zones.verdict !== (reference ? "valid" : "invalid")) different.push({ object: "zones", seed, reference, zones });
  }
  expect(different).toEqual([]);
  writeLine(LINEARIZABILITY, { histories: OBJECTS.length * HISTORIES.searches + HISTORIES.zones, differences: 0 });
});
