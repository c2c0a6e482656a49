import { expect, test } from "vitest";
import { marked } from "./search";
import { correctionsOf, tsqueryOf } from "./search-query";

test.each([
  ["raft vot", "(raft:* & vot:*) | raftvot:*"],
  ["  Two-phase COMMIT ", "(two:* & phase:* & commit:*) | twophasecommit:*"],
  ["'); DROP TABLE user; --", "(drop:* & table:* & user:*) | droptableuser:*"],
  ["a:* | !b", "(a:* & b:*) | ab:*"],
  ["Härder", "harder:*"],
  [" ... ", null],
  ["", null],
])("%j asks for %j", (query, expected) => {
  expect(tsqueryOf(query)).toBe(expected);
});

test("what was meant stands in the place of what was typed", () => {
  expect(tsqueryOf("raft consenss", new Map([["consenss", ["consensus", "consents"]]]))).toBe("(raft:* & (consensus | consents)) | raftconsenss:*");
  expect(tsqueryOf("raft zebra", new Map(), "any")).toBe("(raft:* | zebra:*) | raftzebra:*");
});

const near = (...words: string[]) => words.map((word, index) => ({ word, entries: 10 - index }));
test.each([
  ["paxoss", near("paxos", "pass", "axis"), ["paxos"]],
  ["rfat", near("rate", "raft", "fat"), ["raft", "fat"]],
  ["consenss", near("consents", "consensus", "consent"), ["consents", "consensus"]],
  ["zzzzz", near("raft"), []],
  ["xy", near("xa"), []],
])("%j may mean %j", (word, words, expected) => {
  expect(correctionsOf(word, words)).toEqual(expected);
});

test("marks become parts, and nothing is taken for HTML", () => {
  expect(marked("The \u0001Raft\u0002 <b>log\u0001s\u0002")).toEqual([
    { text: "The ", isMatch: false },
    { text: "Raft", isMatch: true },
    { text: " <b>log", isMatch: false },
    { text: "s", isMatch: true },
  ]);
  expect(marked("plain")).toEqual([{ text: "plain", isMatch: false }]);
});
