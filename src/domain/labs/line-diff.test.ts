import { expect, test } from "vitest";
import { random } from "../kernel/seeded-random";
import { type DiffLine, diffLines, partsOf } from "./line-diff";

const SIGNS = { same: " ", gone: "-", new: "+" };
const told = (lines: readonly DiffLine[]) => lines.map(({ kind, text }) => SIGNS[kind] + text);

test("lines that go, come and stay, with their numbers in both texts", () => {
  const lines = diffLines("a\nb\nc\nd", "a\nx\nc\nd\ne");
  expect(told(lines)).toEqual([" a", "-b", "+x", " c", " d", "+e"]);
  expect(lines.map(({ before, after }) => [before, after])).toEqual([[1, 1], [2, null], [null, 2], [3, 3], [4, 4], [null, 5]]);
});

test("equal texts have no change, and of different ones all changes", () => {
  expect(told(diffLines("a\nb", "a\nb"))).toEqual([" a", " b"]);
  expect(told(diffLines("a", "b"))).toEqual(["-a", "+b"]);
  expect(told(diffLines("", "b"))).toEqual(["-", "+b"]);
});

/** Of the longest common subsequence, by the table that everybody knows. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [at, second] of other.entries()) next.push(line === second ? (row[at] as number) + 1 : Math.max(row[at + 1] as number, next[at] as number));
    row = next;
  }
  return row.at(-1) as number;
}

test("drawn texts: both can be read out of it, and no shorter way leads from one to the other", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const chance = random(seed, "diff");
    const draw = () => Array.from({ length: 1 + chance.index(14) }, () => "abcd"[chance.index(4)] as string);
    const [before, after] = [draw(), draw()];
    const lines = diffLines(before.join("\n"), after.join("\n"));
    const only = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind !== kind).map(({ text }) => text);
    expect(only("new")).toEqual(before);
    expect(only("gone")).toEqual(after);
    expect(lines.filter(({ kind }) => kind === "same")).toHaveLength(longestCommon(before, after));
  }
});

test("texts with too many changes for a shortest way are told as one replaced by the other", () => {
  const [before, after] = ["a", "b"].map((letter) => Array.from({ length: 1_000 }, (_, at) => `${letter}${at}`).join("\n")) as [string, string];
  const lines = diffLines(`same\n${before}`, `same\n${after}`);
  expect(lines).toHaveLength(2_001);
  expect(lines[0]).toMatchObject({ kind: "same" });
});

test("parts: a change has three lines around it, and changes that are near each other are one", () => {
  const text = (changed: readonly number[]) => Array.from({ length: 30 }, (_, at) => (changed.includes(at) ? `new ${at}` : `line ${at}`)).join("\n");
  const parts = partsOf(diffLines(text([]), text([10, 14, 25])));
  expect(parts.map(({ kind, lines }) => [kind, lines.length])).toEqual([["same", 7], ["change", 13], ["same", 4], ["change", 8], ["same", 1]]);
  expect(partsOf(diffLines("a", "a"))).toEqual([{ kind: "same", lines: expect.any(Array) }]);
});
