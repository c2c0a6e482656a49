import { expect, test } from "vitest";
import { definitionOf } from "./glossary";

test.each([
  ["Raft keeps one log identical on a group of servers, so that any majority of them can stand in. It elects.", "Raft keeps one log identical on a group of servers, so that any majority of them can stand in."],
  ["MapReduce is a contract. The programmer writes two functions without side effects, and the system does the rest. It fails.", "MapReduce is a contract. The programmer writes two functions without side effects, and the system does the rest."],
  ["*ZeRO* is\nshort.", "ZeRO is short."],
  ["Version 2.0 of it counts as one sentence, however many points it may have in it. Then more.", "Version 2.0 of it counts as one sentence, however many points it may have in it."],
])("%j begins with %j", (note, definition) => {
  expect(definitionOf(note)).toBe(definition);
});
