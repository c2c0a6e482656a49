import { expect, test } from "vitest";
import { correctedWords, searchHref } from "./search-words";

test("everything asked stands in the address, and nothing else", () => {
  expect(searchHref(" two phase ", { kind: "card", standing: "not-begun" })).toBe("/search?q=two+phase&kind=card&standing=not-begun");
  expect(searchHref("", {})).toBe("/search");
});

test("a correction says what was typed and what was searched for", () => {
  expect(correctedWords([{ word: "paxoss", to: ["paxos"] }, { word: "rfat", to: ["raft", "rat"] }])).toBe(
    "No entry has “paxoss”; searched for paxos. No entry has “rfat”; searched for raft and rat.",
  );
});
