import { expect, test } from "vitest";
import { checkWords } from "./check-words";

test.each([
  [{ state: "asking" }, "running", "Measuring"],
  [{ state: "silent" }, "fail", "The server does not answer. Look whether you are online."],
  [{ state: "answered", ms: 0.2 }, "pass", "Good, 1 ms to the server and back"],
  [{ state: "answered", ms: 200.4 }, "pass", "Good, 200 ms to the server and back"],
  [{ state: "answered", ms: 201 }, "unknown", "Slow, 201 ms to the server and back. Strokes arrive late."],
] as const)("%o", (check, kind, words) => {
  expect(checkWords(check)).toEqual({ kind, words });
});
