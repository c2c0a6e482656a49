import { describe, expect, test } from "vitest";
import { momentParam, readMoment, replayHref } from "./addresses";
import { clockWords, initialsOf, momentWords } from "./words";

describe("the clock", () => {
  test.each([
    [0, "00:00"],
    [999, "00:00"],
    [61_000, "01:01"],
    [522_400, "08:42"],
    [6_000_000, "100:00"],
    [-12_500, "−00:12"],
    [-400, "00:00"],
  ])("%d ms is %s", (ms, words) => {
    expect(clockWords(ms)).toBe(words);
  });
});

describe("a moment in an address", () => {
  test.each([
    [0, "0m00"],
    [1_780_999, "29m40"],
    [6_065_000, "101m05"],
    [-5, "0m00"],
  ])("%d ms is %s", (ms, param) => {
    expect(momentParam(ms)).toBe(param);
  });

  test("is read back to the second, and nothing else is read", () => {
    expect(readMoment("29m40")).toBe(1_780_000);
    expect([undefined, "", "29", "m40", "29m60", "29m4", "-1m00", "29m40s", "99999m00"].map(readMoment)).toEqual(Array(9).fill(null));
  });

  test("stands behind the address of the replay", () => {
    expect([replayHref("kfw-mxqt-brz"), replayHref("kfw-mxqt-brz", 65_000)]).toEqual(["/interviews/kfw-mxqt-brz/replay", "/interviews/kfw-mxqt-brz/replay?t=1m05"]);
  });
});

test("a time is told on the reader's clock, and names the zone where theirs is not known", () => {
  const at = Date.UTC(2026, 10, 18, 13, 30);
  expect([momentWords(at, "Europe/Berlin"), momentWords(at, null)]).toEqual(["Wed 18 November, 14:30", "Wed 18 November, 13:30 UTC"]);
});

test("initials are two letters at most, also of one name and of none", () => {
  expect(["Mara Lindqvist", "tomas", "Ana Maria Ruiz", "", "  "].map(initialsOf)).toEqual(["ML", "T", "AM", "", ""]);
});
