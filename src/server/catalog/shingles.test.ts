import { expect, test } from "vitest";
import { hashRun, makeShingles, SHINGLE_WORDS, unpackShingles } from "./shingles";
import { runsOf, wordsOf } from "./text";

const text = "One two, three **four** five\nsix seven eight nine.";

test("every run of eight words is there, as a hash and nothing else", () => {
  const file = makeShingles([{ name: "000", text }]);
  const runs = runsOf(wordsOf("one TWO three four five (six) seven `eight` nine"), SHINGLE_WORDS);
  expect(runs).toHaveLength(2);
  const hashes = unpackShingles(file);
  expect([...hashes].sort()).toEqual(runs.map(hashRun).sort());
  expect(JSON.stringify(file)).not.toContain("three");
});

test("seven words are no run, and other words are not found", () => {
  const hashes = unpackShingles(makeShingles([{ name: "000", text }]));
  expect(unpackShingles(makeShingles([{ name: "000", text: "one two three four five six seven" }])).size).toBe(0);
  expect(hashes.has(hashRun("one two three four five six seven ten"))).toBe(false);
});

test("letters of fancy alphabets are plain letters", () => {
  expect(wordsOf("\u{1D418}\u{1D428}\u{1D42E}\u{1D42B} \u{1D7D1}\u{1D7CE}-day path")).toEqual(["your", "30", "day", "path"]);
});
