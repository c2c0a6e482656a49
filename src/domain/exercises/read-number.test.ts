import { describe, expect, test } from "vitest";
import type { Units } from "./exercise";
import { readingText, readNumber } from "./read-number";

const ms: Units = { unit: "ms", also: { s: 1000, "\u00b5s": 0.001 } };
const rate: Units = { unit: "requests/s", also: { "requests/min": 1 / 60 } };
const bytes: Units = { unit: "MB", also: { Mb: 0.125, GB: 1000 } };

const read = (text: string, units: Units) => {
  const reading = readNumber(text, units);
  return reading.ok ? [reading.value.value, reading.value.unitGiven] : reading.error.say;
};

describe("readNumber understands", () => {
  test.each<[string, Units, number, boolean]>([
    ["12", ms, 12, false],
    [" 12 ms ", ms, 12, true],
    ["12ms", ms, 12, true],
    ["1.5 s", ms, 1500, true],
    ["250 us", ms, 0.25, true],
    ["250 \u03bcs", ms, 0.25, true],
    ["MS".padStart(4, "12"), ms, 12, true],
    ["1,157 /s", rate, 1157, true],
    ["1,157 requests per second", { unit: "requests/second", also: {} }, 1157, true],
    ["1157 request/s", rate, 1157, true],
    ["347k", rate, 347_000, false],
    ["347k requests/s", rate, 347_000, true],
    ["1.2M /s", rate, 1_200_000, true],
    ["3.6e6", rate, 3_600_000, false],
    ["3.6E6 /s", rate, 3_600_000, true],
    ["3.6 x 10^6", rate, 3_600_000, false],
    ["3.6\u00d710^-3 s", ms, 3.6, true],
    ["1 157", rate, 1157, false],
    ["1\u202f157\u00a0ms", ms, 1157, true],
    ["12,345,678", rate, 12_345_678, false],
    ["-3", ms, -3, false],
    ["\u22123", ms, -3, false],
    ["\u2248 40", ms, 40, false],
    [".5", ms, 0.5, false],
    ["0,123,456", ms, 123_456, false],
    ["5 MB", bytes, 5, true],
    ["8 Mb", bytes, 1, true],
    ["2gb", bytes, 2000, true],
    ["25 %", { unit: "%", also: {} }, 25, true],
    ["3 copy", { unit: "copies", also: { copy: 1 } }, 3, true],
  ])("%s", (text, units, value, unitGiven) => expect(read(text, units)).toEqual([value, unitGiven]));
});

describe("readNumber refuses with words", () => {
  test.each<[string, Units, string]>([
    ["", ms, "Type a number, in ms."],
    ["   ", ms, "Type a number, in ms."],
    ["about ten", ms, "No number was found"],
    ["1,5", ms, 'write "1.5"'],
    ["12,34", ms, 'write "12.34"'],
    ["1,1570", ms, "comma stands between thousands"],
    ["1.157.000", ms, "two points"],
    ["1/3", ms, "not as a fraction"],
    ["2*3", ms, "Type the result"],
    ["2 + 3", ms, "Type the result"],
    ["12 34", ms, "two numbers"],
    ["5 mb", bytes, 'The unit "mb" is not known here. Use MB, Mb or GB'],
    ["5 parsecs", { unit: "ms", also: {} }, "Use ms, or the bare number."],
    ["5 k ms", ms, "is not known"],
    ["5 ms", { unit: "m", also: {} }, "Use m, or the bare number."],
    ["5 /s", { unit: "reads/s", also: { "writes/s": 1 } }, "is not known"],
    ["1e999", ms, "too large"],
    ["9".repeat(61), ms, "too long"],
    ["NaN", ms, "No number"],
    ["Infinity", ms, "No number"],
    ["0x10", ms, "is not known"],
    ["1.2.3", ms, "two points"],
  ])("%s", (text, units, say) => expect(read(text, units)).toContain(say));
});

test("readingText says what was understood", () => {
  expect(readingText({ value: 347_222.4, unit: "requests/s", unitGiven: true })).toBe("Read as 347,222.4 requests/s.");
  expect(readingText({ value: 5, unit: "%", unitGiven: false })).toBe("No unit given: read as 5%.");
});
