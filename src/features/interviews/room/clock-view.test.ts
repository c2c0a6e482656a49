import { describe, expect, test } from "vitest";
import type { RoomClock } from "@/domain/interviews/room-clock";
import { instant } from "@/domain/kernel/instant";
import { clockCaption, clockFigures, spokenBetween, viewClock } from "./clock-view";

const MINUTE = 60_000;
const PLANNED = [{ name: "Clarify", minutes: 5 }, { name: "Design", minutes: 10 }, { name: "Sum up", minutes: 5 }];
const PHASES = PLANNED.map(({ name, minutes }) => ({ name, ms: minutes * MINUTE }));
const running = (phase: number, endsAt: number): RoomClock => ({ status: "running", phases: PHASES, phase, endsAt: instant(endsAt) });

describe("viewClock", () => {
  test("before the start shows the plan, after the end all of it done", () => {
    expect(viewClock({ status: "waiting" }, PLANNED, 0).segments).toEqual(PLANNED.map((phase) => ({ ...phase, standing: "coming", share: 0 })));
    const ended = viewClock({ status: "ended" }, PLANNED, 0);
    expect(ended.segments.every(({ standing, share }) => standing === "past" && share === 1)).toBe(true);
    expect([ended.leftMs, ended.toEndMs]).toEqual([null, null]);
  });

  test("counts what is left of the phase and of all", () => {
    const view = viewClock(running(1, 100 * MINUTE), PLANNED, 96 * MINUTE);
    expect(view).toMatchObject({ phaseName: "Design", leftMs: 4 * MINUTE, toEndMs: 9 * MINUTE });
    expect(view.segments.map(({ standing, share }) => [standing, share])).toEqual([["past", 1], ["now", 0.6], ["coming", 0]]);
  });

  test("paused stands still; over time is negative and never lengthens the bar; extended begins anew", () => {
    expect(viewClock({ status: "paused", phases: PHASES, phase: 0, remainingMs: MINUTE }, PLANNED, 1e12)).toMatchObject({ leftMs: MINUTE, toEndMs: 16 * MINUTE });
    const over = viewClock(running(2, 10 * MINUTE), PLANNED, 12 * MINUTE);
    expect([over.leftMs, over.toEndMs, over.segments[2]?.share]).toEqual([-2 * MINUTE, 0, 1]);
    expect(viewClock(running(0, 9 * MINUTE), PLANNED, 0).segments[0]?.share).toBe(0);
  });
});

test("the caption says which phase, and whether it is over or paused", () => {
  const at = (clock: RoomClock, now: number) => clockCaption(viewClock(clock, PLANNED, now));
  expect(at({ status: "waiting" }, 0)).toBe("not started");
  expect(at({ status: "ended" }, 0)).toBe("the interview is over");
  expect(at(running(0, 5 * MINUTE), 0)).toBe("left of Clarify");
  expect(at(running(2, 0), 1000)).toBe("over Sum up");
  expect(at({ status: "paused", phases: PHASES, phase: 2, remainingMs: 1000 }, 0)).toBe("paused, left of Sum up");
});

test("the figures are those of the phase, before the start those of all phases, and none after the end", () => {
  const at = (clock: RoomClock, now: number) => clockFigures(viewClock(clock, PLANNED, now));
  expect(at({ status: "waiting" }, 0)).toBe("20:00");
  expect(at(running(0, 5 * MINUTE), MINUTE)).toBe("04:00");
  expect(at({ status: "ended" }, 0)).toBeNull();
});

describe("the clock speaks", () => {
  test.each([
    [300_001, 300_000, "5 minutes left of Design"],
    [300_000, 299_000, null],
    [60_500, 59_900, "1 minute left of Design"],
    [100, -100, "Time is over for Design"],
    [-100, -300, null],
    [600_000, 30_000, "1 minute left of Design"],
    [200_000, 320_000, null],
  ])("from %d to %d ms: %s", (before, after, said) => {
    expect(spokenBetween(before, after, "Design")).toBe(said);
  });
});
