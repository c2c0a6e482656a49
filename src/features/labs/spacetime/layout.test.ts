import { describe, expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast, underFire, wideBroadcast } from "../../../../tests/support/lab-excerpts";
import { layOut } from "./layout";
import { NODE_LANES_MAX } from "./lanes";
import { readStory } from "./read-story";
import type { TimeMode } from "./place-times";

const EXCERPTS = { duplicateId, lostBroadcast, underFire, wideBroadcast, "wide, deep": () => wideBroadcast(20), crowded, "crowded on 3": () => crowded(60, 3), "one event": () => crowded(1, 1) };
const WIDTHS = [340, 620, 838, 1400];
const HEIGHT = 640;
const ROUNDING_PX = 0.11;

const every = (look: (layout: ReturnType<typeof layOut>, what: string) => void) => {
  for (const [name, make] of Object.entries(EXCERPTS)) {
    const story = readStory(make());
    for (const mode of ["time", "logical"] as TimeMode[]) for (const width of WIDTHS) look(layOut(story, { mode, width, height: HEIGHT }), `${name}, ${mode}, ${width} px`);
  }
};

describe("layout", () => {
  test("every numbered event of the list is drawn, within the picture", () => {
    every((layout, what) => {
      expect(layout.steps.map(({ step }) => step.number), what).toEqual(layout.steps.map((_, index) => index + 1));
      for (const { x, y, step } of layout.steps) {
        expect(x, `${what}, event ${step.number}`).toBeGreaterThan(layout.left);
        expect(x, `${what}, event ${step.number}`).toBeLessThan(layout.right);
        expect(y, `${what}, event ${step.number}`).toBeGreaterThan(layout.top);
        expect(y, `${what}, event ${step.number}`).toBeLessThan(layout.bottom);
      }
    });
    for (const make of Object.values(EXCERPTS)) {
      const excerpt = make();
      const { steps, spans } = readStory(excerpt);
      expect(steps.length + spans.length).toBe(excerpt.events.length);
    }
  });

  test("no two numbered events overlap", () => {
    every(({ steps }, what) => {
      steps.forEach((left, index) => {
        for (const right of steps.slice(index + 1)) {
          const distance = Math.hypot(left.x - right.x, left.y - right.y);
          expect(distance, `${what}: events ${left.step.number} and ${right.step.number}`).toBeGreaterThanOrEqual(22);
        }
      });
    });
  });

  test("time never runs to the left, and an effect stands right of its cause", () => {
    every(({ steps, messages }, what) => {
      for (const left of steps) for (const right of steps) if (left.step.event.atUs < right.step.event.atUs) expect(left.x, what).toBeLessThanOrEqual(right.x + ROUNDING_PX);
      for (const { from, to } of messages) expect(from.x, what).toBeLessThanOrEqual(to.x);
    });
  });

  test("lines begin and end at their events", () => {
    every(({ steps, messages, waits }, what) => {
      for (const { delivery, from, to, isStub } of messages) {
        const [begin, end] = [steps[(delivery.from ?? 0) - 1], steps[delivery.to - 1]];
        expect(to, what).toEqual({ x: end?.x, y: end?.y });
        if (!isStub) expect(from, what).toEqual({ x: begin?.x, y: begin?.y });
      }
      for (const { wait, x1, x2 } of waits) expect([x1, x2], what).toEqual([steps[wait.from - 1]?.x, steps[wait.to - 1]?.x]);
    });
  });

  test("words cover neither marks nor each other, and stay in the picture", () => {
    every(({ texts, steps, width }, what) => {
      for (const { text, x, y, look, steps: own } of texts) {
        expect(x, `${what}: ${text}`).toBeLessThanOrEqual(width);
        if (look === "strong") continue;
        for (const mark of steps) if (Math.abs(mark.x - x) < 8 && !own.includes(mark.step.number)) expect(Math.abs(mark.y - y + 4), `${what}: ${text} on ${mark.step.number}`).toBeGreaterThan(8);
      }
    });
  });

  test("the same story in a wider pane keeps its order, its lanes and its lines", () => {
    for (const make of Object.values(EXCERPTS)) {
      const story = readStory(make());
      const [narrow, wide] = [layOut(story, { mode: "time", width: 620, height: HEIGHT }), layOut(story, { mode: "time", width: 1400, height: HEIGHT })];
      // In lanes from the top: a narrower flag takes two lines, so that lanes stand lower and closer.
      const order = ({ steps, lanes }: ReturnType<typeof layOut>) => {
        const [first, second] = lanes.map(({ y }) => y);
        const lane = (second ?? Infinity) - (first ?? 0);
        return steps.toSorted((left, right) => left.x - right.x || left.step.number - right.step.number).map(({ y }) => Math.round((2 * (y - (first ?? 0))) / lane) / 2);
      };
      expect(order(wide)).toEqual(order(narrow));
      expect(wide.lanes.map(({ key }) => key)).toEqual(narrow.lanes.map(({ key }) => key));
      expect(wide.messages.length).toBe(narrow.messages.length);
    }
  });

  test("is a pure function: twice the same", () => {
    const options = { mode: "time", width: 838, height: HEIGHT } as const;
    expect(layOut(readStory(lostBroadcast()), options)).toEqual(layOut(readStory(lostBroadcast()), options));
  });

  test("steps of the logical order are equally far apart", () => {
    const { steps } = layOut(readStory(duplicateId()), { mode: "logical", width: 838, height: HEIGHT });
    const gaps = steps.slice(1).map(({ x }, index) => x - (steps[index]?.x ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2 * ROUNDING_PX);
  });

  test("simulated time is to scale where nothing crowds", () => {
    const story = readStory(wideBroadcast());
    const { steps } = layOut(story, { mode: "time", width: 1400, height: HEIGHT });
    const [, , second, third, fourth] = steps.map(({ x }) => x);
    expect((fourth ?? 0) - (third ?? 0)).toBeCloseTo((third ?? 0) - (second ?? 0), 0);
  });

  test("long waits are cut short where events crowd elsewhere, and say so", () => {
    const { breaks } = layOut(readStory(lostBroadcast()), { mode: "time", width: 838, height: HEIGHT });
    expect(breaks.map(({ words }) => words)).toContain("14,390 ms pass");
  });
});

describe("lanes", () => {
  const lanesOf = (excerpt: ReturnType<typeof duplicateId>) => layOut(readStory(excerpt), { mode: "time", width: 838, height: HEIGHT }).lanes;

  test("clients first, then nodes by number, also those at which nothing happens", () => {
    expect(lanesOf(lostBroadcast()).map(({ label }) => label.join(" "))).toEqual(["clients", "n1", "n2", "n3", "n4", "n5"]);
  });

  test("of 25 nodes those that matter keep a lane, n10 after n9; the others share one", () => {
    const lanes = lanesOf(wideBroadcast());
    expect(lanes.map(({ label }) => label.join(" "))).toEqual(["clients", "n1", "n2", "n3", "n4", "n9", "n10", "19 quiet nodes"]);
    expect(lanes.filter(({ kind }) => kind !== "clients")).toHaveLength(NODE_LANES_MAX);
    const gaps = lanes.slice(1).map(({ y }, index) => y - (lanes[index]?.y ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
  });
});

describe("faults and the violation", () => {
  test("a message dies in the gap that the partition cuts", () => {
    const { steps, partitions, lanes } = layOut(readStory(lostBroadcast()), { mode: "time", width: 838, height: HEIGHT });
    const crosses = steps.filter(({ shape }) => shape === "cross");
    const [cut] = partitions;
    expect(cut?.gaps).toHaveLength(1);
    expect(cut?.words).toBe("n1, n2, n3 cut off from n4, n5");
    expect(cut?.label).not.toBeNull();
    expect(crosses).toHaveLength(2);
    for (const { y } of crosses) expect(y).toBe(((lanes[3]?.y ?? 0) + (lanes[4]?.y ?? 0)) / 2);
    expect(cut?.isHealed).toBe(true);
  });

  test("a crash leaves a gap up to the restart", () => {
    const { downs, steps } = layOut(readStory(duplicateId()), { mode: "time", width: 838, height: HEIGHT });
    const [crash, restart] = ["crash", "restart"].map((shape) => steps.find((step) => step.shape === shape));
    expect(downs).toHaveLength(1);
    expect(downs[0]?.x1).toBeGreaterThan(crash?.x ?? 0);
    expect(downs[0]?.x2).toBeLessThan(restart?.x ?? 0);
  });

  test("the flag stands above the decisive event, and a bracket joins the witnesses", () => {
    const { violation, steps } = layOut(readStory(duplicateId()), { mode: "time", width: 838, height: HEIGHT, checkTitle: "Every id once" });
    expect(violation?.lines.join(" ")).toMatch(/^Every id once: n3 gave the id n3-2 twice/);
    expect(violation?.bracket?.kind).toBe("along");
    expect([violation?.bracket?.x1, violation?.bracket?.x2]).toEqual(steps.filter(({ step }) => step.isWitness).map(({ x }) => x));
  });

  test("a duplicated message has a pill, and its second copy another look", () => {
    const { pills, messages } = layOut(readStory(lostBroadcast()), { mode: "time", width: 838, height: HEIGHT });
    expect(pills.map(({ text }) => text)).toEqual(["gossip ×2"]);
    expect(messages.filter(({ look }) => look === "copy").map(({ delivery }) => delivery.copy)).toEqual([2]);
  });

  test("a timer of which both ends are known is drawn between them", () => {
    const { waits } = layOut(readStory(duplicateId()), { mode: "time", width: 838, height: HEIGHT });
    expect(waits.map(({ wait }) => [wait.kind, wait.from, wait.to])).toEqual([["timer", 1, 8], ["fsync", 8, 9]]);
  });
});
