import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { boundTimes, OFFLINE_MS_MAX } from "./bound-times";

const RECEIVED = instant(Date.UTC(2026, 5, 1, 12));

describe("boundTimes", () => {
  test("[BT2] times within bounds are kept", () => {
    const pressed = [RECEIVED - 5_000, RECEIVED - 4_999, RECEIVED];
    expect(boundTimes(pressed, RECEIVED)).toEqual(pressed);
  });

  test("[BT1] [BT3] a clock that is fast, or that has stood still for a year, keeps the order of pressing", () => {
    const fast = [RECEIVED + 3_600_000, RECEIVED + 3_601_000];
    expect(boundTimes(fast, RECEIVED)).toEqual([RECEIVED - 1, RECEIVED]);
    const old = [RECEIVED - 400 * 86_400_000, RECEIVED - 399 * 86_400_000];
    expect(boundTimes(old, RECEIVED)).toEqual([RECEIVED - OFFLINE_MS_MAX, RECEIVED - OFFLINE_MS_MAX + 1]);
  });

  test("[BT1] [BT3] any request: within bounds, and what was pressed later is never earlier", () => {
    const pressed = fc
      .array(fc.integer({ min: -2 * OFFLINE_MS_MAX, max: 2 * OFFLINE_MS_MAX }), { minLength: 1, maxLength: 100 })
      .map((offsets) => offsets.sort((a, b) => a - b).map((offset) => RECEIVED + offset));
    fc.assert(
      fc.property(pressed, (times) => {
        const bounded = boundTimes(times, RECEIVED);
        bounded.forEach((at, place) => {
          expect(at).toBeLessThanOrEqual(RECEIVED);
          expect(at).toBeGreaterThanOrEqual(RECEIVED - OFFLINE_MS_MAX);
          const earlier = bounded[place - 1];
          if (earlier === undefined) return;
          expect(at).toBeGreaterThanOrEqual(earlier);
          if ((times[place] ?? 0) > (times[place - 1] ?? 0)) expect(at).toBeGreaterThan(earlier);
        });
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});
