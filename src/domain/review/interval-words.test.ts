import { describe, expect, test } from "vitest";
import { intervalWords } from "./interval-words";

const days = (count: number) => intervalWords({ unit: "days", days: count });
const minutes = (count: number) => intervalWords({ unit: "ms", ms: count * 60_000 });

describe("intervalWords", () => {
  test("[IW1] minutes within a day", () => {
    expect([minutes(1), minutes(5.5), minutes(10), minutes(15)]).toEqual(["1 min", "5.5 min", "10 min", "15 min"]);
  });

  test("[IW1] days, months, years", () => {
    expect([days(1), days(4), days(29)]).toEqual(["1 day", "4 days", "29 days"]);
    expect([days(30), days(36), days(364)]).toEqual(["1 month", "1.2 months", "12.1 months"]);
    expect([days(365), days(498)]).toEqual(["1 year", "1.4 years"]);
  });
});
