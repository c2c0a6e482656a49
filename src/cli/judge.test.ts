import { describe, expect, test } from "vitest";
import { readArguments } from "./judge";

describe("the arguments of judge", () => {
  test("a lab and a file: 64 seeds", () => {
    const read = readArguments(["broadcast", "mine.ts"]);
    expect(read).toMatchObject({ lab: "broadcast", file: "mine.ts", json: false });
    expect(read?.seeds).toHaveLength(64);
    expect(read?.seeds.at(-1)).toBe(64);
  });

  test("one seed alone, or so many", () => {
    expect(readArguments(["a", "b.ts", "--seed", "17", "--json"])).toMatchObject({ seeds: [17], json: true });
    expect(readArguments(["a", "b.ts", "--seeds", "3"])?.seeds).toEqual([1, 2, 3]);
  });

  test("searches alone, or beside seeds", () => {
    expect(readArguments(["a", "b.ts", "--search"])).toMatchObject({ seeds: [], search: true });
    expect(readArguments(["a", "b.ts", "--search", "--seeds", "2"])).toMatchObject({ seeds: [1, 2], search: true });
    expect(readArguments(["a", "b.ts"])).toMatchObject({ search: false });
  });

  test.each([[[]], [["a"]], [["a", "b", "c"]], [["a", "b", "--seed", "0"]], [["a", "b", "--seeds", "x"]], [["a", "b", "--seed", "1", "--seeds", "2"]], [["a", "b", "--what"]]])("%j is refused", (words) => {
    expect(readArguments(words)).toBeNull();
  });
});
