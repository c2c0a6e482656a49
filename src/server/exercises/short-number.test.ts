import { expect, test } from "vitest";
import { shortNumber } from "./short-number";

test("a computed value is printed no finer than its tolerance asks", () => {
  expect(shortNumber(28.1313788956, 0.56)).toBe("28.13");
  expect(shortNumber(38_580.2469, 1929)).toBe("38,580");
  expect(shortNumber(99.99234, 0.0005)).toBe("99.9923");
});

test("whole numbers and exact answers keep all their digits", () => {
  expect(shortNumber(1_234_567, 100_000)).toBe("1,234,567");
  expect(shortNumber(0.123456789, 0)).toBe("0.123456789");
});
