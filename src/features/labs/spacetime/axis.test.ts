import { describe, expect, test } from "vitest";
import { crowded } from "../../../../tests/support/lab-excerpts";
import { type Axis, centredAt, countIn, makeAxis, movedBy, showing, stepAt, stepsIn, translated, wholeWindow, windowAround, zoomed } from "./axis";
import { readStory } from "./read-story";

const story = readStory(crowded(60, 3));
const [byTime, inOrder] = [makeAxis(story, "time"), makeAxis(story, "logical")];
/** Three events at one instant, then two. */
const bursts: Axis = { mode: "time", units: Float64Array.of(0, 100, 100, 100, 250, 250, 900), start: 0, end: 900 };

describe("the axis of a long run", () => {
  test("holds every step, by time or in order", () => {
    expect([...byTime.units]).toEqual(story.steps.map(({ event }) => event.atUs));
    expect([...inOrder.units]).toEqual(story.steps.map((_, index) => index));
    for (const axis of [byTime, inOrder]) expect(countIn(axis, wholeWindow(axis))).toBe(story.steps.length);
  });

  test("finds the steps of a window, both edges included, and the one nearest to a place", () => {
    expect(stepsIn(bursts, { from: 100, to: 250 })).toEqual({ first: 2, last: 6 });
    expect(stepsIn(bursts, { from: 101, to: 249 })).toEqual({ first: 5, last: 4 });
    expect([0, 40, 60, 170, 180, 10_000].map((unit) => stepAt(bursts, unit))).toEqual([1, 1, 2, 4, 5, 7]);
  });
});

describe("a window", () => {
  test("has about so many steps, and the one that it was asked for", () => {
    for (const axis of [byTime, inOrder]) {
      for (const step of [1, 30, story.steps.length]) {
        const { first, last } = stepsIn(axis, windowAround(axis, step, 20));
        expect(first).toBeLessThanOrEqual(step);
        expect(last).toBeGreaterThanOrEqual(step);
        expect(last - first + 1).toBeGreaterThanOrEqual(20);
      }
    }
    expect(stepsIn(inOrder, windowAround(inOrder, 30, 20))).toEqual({ first: 20, last: 39 });
  });

  test("never leaves the axis, and keeps its width there", () => {
    const window = windowAround(inOrder, 30, 20);
    expect(movedBy(inOrder, window, -1_000)).toEqual({ from: 0, to: 19 });
    expect(movedBy(inOrder, window, 1_000).to).toBe(inOrder.end);
    expect(centredAt(inOrder, window, 40)).toEqual({ from: 30.5, to: 49.5 });
    expect(zoomed(inOrder, window, 1_000, 30)).toEqual(wholeWindow(inOrder));
  });

  test("zooms around a place that stays where it is", () => {
    const window = { from: 20, to: 40 };
    const closer = zoomed(inOrder, window, 0.5, 25);
    expect(closer).toEqual({ from: 22.5, to: 32.5 });
    expect((25 - closer.from) / (closer.to - closer.from)).toBe((25 - window.from) / (window.to - window.from));
  });

  test("moves only as far as it takes to show a step that is out of it", () => {
    const window = { from: 20, to: 40 };
    expect(showing(inOrder, window, 31)).toBe(window);
    expect(showing(inOrder, window, 46)).toEqual({ from: 29, to: 49 });
    expect(showing(inOrder, window, 11)).toEqual({ from: 6, to: 26 });
  });

  test("shows the same steps when the mode changes", () => {
    const window = windowAround(inOrder, 30, 20);
    const { first, last } = stepsIn(byTime, translated(inOrder, byTime, window));
    expect(first).toBeLessThanOrEqual(20);
    expect(last).toBeGreaterThanOrEqual(39);
  });
});
