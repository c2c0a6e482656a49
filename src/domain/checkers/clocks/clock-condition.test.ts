import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkClockCondition, type StampedEvent } from "./clock-condition";

const event = (process: string, stamp: number, message: { readonly sends?: number; readonly receives?: number } = {}): StampedEvent => ({ process, stamp, sends: message.sends ?? null, receives: message.receives ?? null });

describe("the clock condition", () => {
  test("of two events of one process the later one has the greater stamp", () => {
    expect(checkClockCondition([event("a", 1), event("b", 1), event("a", 2)])).toEqual({ verdict: "valid", compared: 1, faults: [] });
    expect(checkClockCondition([event("a", 1), event("b", 5), event("a", 1)]).faults).toEqual([{ reason: "own-order", earlier: 0, later: 2 }]);
  });

  test("a message is received with a greater stamp than it was sent with, each time that it comes", () => {
    expect(checkClockCondition([event("a", 4, { sends: 0 }), event("b", 5, { receives: 0 })]).verdict).toBe("valid");
    expect(checkClockCondition([event("a", 4, { sends: 0 }), event("b", 4, { receives: 0 }), event("b", 9, { receives: 0 })])).toMatchObject({
      verdict: "invalid",
      faults: [{ reason: "message-order", earlier: 0, later: 1 }],
    });
  });

  test("is unknown where nothing happened before anything else, also where a message comes from nowhere", () => {
    expect(checkClockCondition([]).verdict).toBe("unknown");
    expect(checkClockCondition([event("a", 1), event("b", 1, { receives: 7 })]).verdict).toBe("unknown");
  });
});

/** Events of up to three processes; each may send, and may receive what was sent before by another one. */
const drawn = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat({ max: 6 }), fc.boolean(), fc.nat({ max: 8 })), { maxLength: 9 }).map((steps) => {
  const events: StampedEvent[] = [];
  for (const [process, stamp, sends, from] of steps) {
    const source = events[from];
    const receives = source !== undefined && source.process !== process ? source.sends : null;
    events.push({ process, stamp, sends: sends ? events.length : null, receives });
  }
  return events;
});

/** The definition: smaller for every pair of the transitive closure. */
function holdsForAllPairs(events: readonly StampedEvent[]): boolean {
  const before = events.map(() => new Set<number>());
  events.forEach((later, index) => {
    events.slice(0, index).forEach((earlier, place) => {
      const isCause = earlier.process === later.process || (earlier.sends !== null && earlier.sends === later.receives);
      if (isCause) for (const cause of [place, ...(before[place] ?? [])]) before[index]?.add(cause);
    });
  });
  return events.every(({ stamp }, index) => [...(before[index] ?? [])].every((cause) => (events[cause]?.stamp ?? 0) < stamp));
}

test("drawn: it holds for the compared pairs exactly if it holds for all pairs of which one happened before the other", () => {
  const seen = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(drawn, (events) => {
      const { verdict } = checkClockCondition(events);
      expect(verdict !== "invalid").toBe(holdsForAllPairs(events));
      seen[verdict === "invalid" ? "invalid" : "valid"] += 1;
    }),
    { seed: 41, numRuns: 2_000 },
  );
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(200);
});
