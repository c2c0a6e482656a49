import { describe, expect, test } from "vitest";
import { layOutMap } from "../map/map-layout";
import { weakestFoundation } from "./weakest-foundation";

const topic = (id: string, ...standsOn: string[]) => ({ id, standsOn });

describe("weakestFoundation", () => {
  const map = layOutMap([topic("a"), topic("b", "a"), topic("c", "a")]);
  const known = (a: number | null, b: number | null, c: number | null) => [
    { id: "a", recall: a },
    { id: "b", recall: b },
    { id: "c", recall: c },
  ];

  test("names the weak topic and what stands on it", () => {
    const found = weakestFoundation(known(0.63, 0.9, null), map);
    expect([found?.weak.id, found?.carries.map(({ id }) => id)]).toEqual(["a", ["b", "c"]]);
  });

  test("is the weakest of several", () => {
    const chain = layOutMap([topic("a"), topic("b", "a"), topic("c", "b")]);
    expect(weakestFoundation(known(0.7, 0.6, 0.9), chain)?.weak.id).toBe("b");
  });

  test("is nobody when the weak topic carries nothing, or when it is unknown", () => {
    expect(weakestFoundation(known(0.9, 0.3, 0.2), map)).toBeNull();
    expect(weakestFoundation(known(null, 0.9, 0.9), map)).toBeNull();
    expect(weakestFoundation(known(0.8, null, null), map)).toBeNull();
  });
});
