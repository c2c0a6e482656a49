import { expect, test } from "vitest";
import { hiddenSeeds } from "./hidden-seeds";

const SECRET = "a secret of thirty-two characters";
const of = (labId: string, labVersion: number, count = 256, secret = SECRET) => hiddenSeeds(secret, { labId, labVersion, count });

test("the same lab, version and secret give the same seeds, numbered from 1", () => {
  const seeds = of("unique-ids", 1);
  expect(seeds).toEqual(of("unique-ids", 1));
  expect(seeds.map(({ n }) => n)).toEqual(Array.from({ length: 256 }, (_, index) => index + 1));
  expect(of("unique-ids", 1, 10)).toEqual(seeds.slice(0, 10));
  for (const { seed } of seeds) expect(seed).toMatch(/^[0-9a-f]{64}$/);
});

test("another lab, version, number or secret gives another seed", () => {
  const all = [of("unique-ids", 1), of("unique-ids", 2), of("broadcast", 1), of("unique-ids", 1, 256, `${SECRET}!`), of("unique-ids", 11, 1)].flat();
  expect(new Set(all.map(({ seed }) => seed)).size).toBe(all.length);
});
