import { expect, test } from "vitest";
import { facilityBy, parametersThatMatter, type ParameterValue } from "./parameter-facility";

const drawn = (value: ParameterValue, rights: number, of: number) => Array.from({ length: of }, (_, index) => ({ score: index < rights ? 1 : 0, parameters: { n: value } }));

test("[I10] few values stay apart, and those below ten answers are left out", () => {
  const { parts } = facilityBy("n", [...drawn(5, 9, 12), ...drawn(3, 4, 10), ...drawn(7, 1, 9)]);
  expect(parts.map(({ from, to, facility }) => [from, to, facility.share, facility.base])).toEqual([[3, 3, 0.4, 10], [5, 5, 0.75, 12]]);
});

test("[I10] many values are joined to four parts of like size, in their order", () => {
  const { parts } = facilityBy("n", Array.from({ length: 40 }, (_, value) => drawn(value, value >= 20 ? 1 : 0, 1)).flat());
  expect(parts.map(({ from, to, facility }) => [from, to, facility.share, facility.base])).toEqual([[0, 9, 0, 10], [10, 19, 0, 10], [20, 29, 1, 10], [30, 39, 1, 10]]);
});

test("[I10] a parameter matters where the intervals of its easiest and hardest values do not meet", () => {
  // Wilson: 2 of 20 is 0.028 to 0.301, 12 of 20 is 0.387 to 0.781, 6 of 20 is 0.145 to 0.519.
  expect(parametersThatMatter([...drawn("yes", 2, 20), ...drawn("no", 12, 20)]).map(({ name }) => name)).toEqual(["n"]);
  expect(parametersThatMatter([...drawn("yes", 2, 20), ...drawn("no", 6, 20)])).toEqual([]);
  expect(parametersThatMatter(drawn(3, 10, 20))).toEqual([]);
});
