import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../kernel/instant";
import { askClock, type ClockCommand, dueAt, dueEvents, OVERTIME_MS_MAX, type RoomClock, turnClock, WAITING } from "./room-clock";

const T0 = instant(1_000_000);
const after = (ms: number): Instant => instant(T0 + ms);
const PHASES = [{ name: "Clarify", ms: 300 }, { name: "Design", ms: 600 }, { name: "Sum up", ms: 100 }];

/** Turns the clock by hand, or fails with the refusal. */
function turned(clock: RoomClock, command: ClockCommand, at: Instant): RoomClock {
  const asked = askClock(clock, command, PHASES, at);
  if (!asked.ok) throw new Error(asked.error.code);
  return turnClock(clock, asked.value);
}
const by = (clock: RoomClock, at: Instant): RoomClock => dueEvents(clock, at).reduce((now, { event }) => turnClock(now, event), clock);
const refusal = (clock: RoomClock, command: ClockCommand) => {
  const asked = askClock(clock, command, PHASES, T0);
  return asked.ok ? null : asked.error.code;
};
const started = turned(WAITING, { kind: "start" }, T0);
const ended = turned(started, { kind: "end" }, after(1));

test("[CK1] the interview starts once, in its first phase", () => {
  expect(started).toEqual({ status: "running", phases: PHASES, phase: 0, endsAt: after(300) });
  expect(refusal(started, { kind: "start" })).toBe("already-started");
  for (const kind of ["pause", "resume", "next-phase", "end"] as const) expect(refusal(WAITING, { kind })).toBe("not-started");
});

describe("[CK2] phases that end by themselves", () => {
  test("begin the next one at their true end, however late somebody looks", () => {
    expect(dueEvents(started, after(299))).toEqual([]);
    expect(dueEvents(started, after(300))).toEqual([{ at: after(300), event: { kind: "phase-begun", phase: 1, endsAt: after(900) } }]);
    expect(dueEvents(started, after(950)).map(({ at }) => at)).toEqual([after(300), after(900)]);
  });

  test("are due when they say so, and not a moment before", () => {
    fc.assert(fc.property(fc.nat(3_000), (ms) => {
      const clock = by(started, after(ms));
      const due = dueAt(clock);
      expect(due === null || due > after(ms)).toBe(true);
      if (due !== null) expect(dueEvents(clock, instant(due - 1))).toEqual([]);
      if (due !== null) expect(dueEvents(clock, due)).toHaveLength(1);
    }));
  });

  test("end in the same way, whether one looks often or once", () => {
    fc.assert(fc.property(fc.array(fc.nat(5_000_000), { maxLength: 20 }), fc.nat(5_000_000), (looks, last) => {
      const often = looks.filter((ms) => ms <= last).sort((a, b) => a - b).reduce((clock, ms) => by(clock, after(ms)), started);
      expect(by(often, after(last))).toEqual(by(started, after(last)));
    }));
  });
});

test("[CK3] a pause keeps what remains, and nothing happens in it", () => {
  const paused = turned(started, { kind: "pause" }, after(120));
  expect(paused).toEqual({ status: "paused", phases: PHASES, phase: 0, remainingMs: 180 });
  expect(dueEvents(paused, after(1_000_000))).toEqual([]);
  expect(turned(paused, { kind: "resume" }, after(5_000))).toMatchObject({ status: "running", endsAt: after(5_180) });
  expect(refusal(paused, { kind: "pause" })).toBe("already-paused");
  expect(refusal(started, { kind: "resume" })).toBe("not-paused");
});

test("[CK4] more time counts from the end, from what remains, or from now", () => {
  expect(turned(started, { kind: "extend", ms: 50 }, after(100))).toMatchObject({ endsAt: after(350) });
  const paused = turned(started, { kind: "pause" }, after(120));
  expect(turned(paused, { kind: "extend", ms: 50 }, after(999))).toMatchObject({ status: "paused", remainingMs: 230 });
  const over = by(started, after(1_400));
  expect(turned(over, { kind: "extend", ms: 50 }, after(1_400))).toMatchObject({ phase: 2, endsAt: after(1_450) });
});

test("[CK5] the next phase can be begun early, and from a pause", () => {
  expect(turned(started, { kind: "next-phase" }, after(10))).toMatchObject({ status: "running", phase: 1, endsAt: after(610) });
  const paused = turned(started, { kind: "pause" }, after(120));
  expect(turned(paused, { kind: "next-phase" }, after(200))).toMatchObject({ status: "running", phase: 1, endsAt: after(800) });
  expect(refusal(by(started, after(950)), { kind: "next-phase" })).toBe("last-phase");
});

test("[CK6] the last phase runs over, and in the end ends by itself", () => {
  const over = by(started, after(1_000 + OVERTIME_MS_MAX - 1));
  expect(over).toMatchObject({ status: "running", phase: 2, endsAt: after(1_000) });
  expect(dueEvents(over, after(9_000_000)).at(-1)).toEqual({ at: after(1_000 + OVERTIME_MS_MAX), event: { kind: "ended" } });
});

test("[CK7] the end is the end", () => {
  expect(ended).toEqual({ status: "ended" });
  for (const kind of ["start", "pause", "resume", "next-phase", "end"] as const) expect(refusal(ended, { kind })).toBe("already-ended");
  expect(turnClock(ended, { kind: "resumed", endsAt: T0 })).toBe(ended);
  expect(dueAt(ended)).toBeNull();
});
