import { expect, test } from "vitest";
import { numberLineOf } from "./number-line-of";

const exercise = { title: "", promptHtml: "", value: 10, valueText: "10", unit: "s", from: 9, to: 11, given: 60, givenText: "60", say: "" };

test("only answers many times apart get a line of factors, and zero never does", () => {
  const scales = [exercise, { ...exercise, given: 50 }, { ...exercise, given: 1 }, { ...exercise, value: 0, from: 0, to: 0 }].map((given) => numberLineOf(given).scale);
  expect(scales).toEqual(["log", "linear", "log", "linear"]);
});
