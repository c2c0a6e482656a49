import { expect, test } from "vitest";
import { fillNames, namesIn } from "./fill-names";
import { formatNumber } from "./format-number";

test.each([
  [0, "0"],
  [999, "999"],
  [1157, "1,157"],
  [-1234567.25, "-1,234,567.25"],
  [0.1 + 0.2, "0.3"],
  [0.000012, "0.000012"],
  [1e15, "1e15"],
  [1.5e-9, "1.5e-9"],
  [123456789012, "123,456,789,012"],
])("formatNumber(%d) is %s", (value, text) => expect(formatNumber(value)).toBe(text));

test("fillNames puts commas into prose and none into code or mathematics", () => {
  const filled = fillNames("**{{n}}** is `{{n}}` and $x = {{n}}$, not {{m}} nor {{toString}}", { n: 12000 });
  expect(filled).toBe("**12,000** is `12000` and $x = 12000$, not {{m}} nor {{toString}}");
  expect(namesIn("{{a}} `{{b}}` {{a}} {{ c }}")).toEqual(["a", "b", "a"]);
});
