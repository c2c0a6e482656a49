import { expect, test } from "vitest";
import { tsqueryOf } from "./search";

test.each([
  ["raft vot", "raft:* & vot:*"],
  ["  Two-phase COMMIT ", "two:* & phase:* & commit:*"],
  ["R + W > N", "r:* & w:* & n:*"],
  ["'); DROP TABLE user; --", "drop:* & table:* & user:*"],
  ["a:* | !b", "a:* & b:*"],
  [" ... ", null],
  ["", null],
])("%j asks for %j", (query, expected) => {
  expect(tsqueryOf(query)).toBe(expected);
});
