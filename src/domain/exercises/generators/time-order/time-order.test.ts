/** Both clocks against the definition of happened-before: the past of an event, found by walking back. */
import { describe, expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { CutWorld } from "./consistent-cut";
import type { PairsWorld } from "./happens-before";
import type { TimelineEvent, TimelineWorld } from "./timeline";

/** The events that come directly before one: the last of its process, and the send of what it receives. */
function directlyBefore({ events }: TimelineWorld, event: TimelineEvent): TimelineEvent[] {
  const earlier = events.slice(0, events.indexOf(event));
  return [earlier.findLast(({ at }) => at === event.at), earlier.find(({ sends }) => sends !== undefined && sends === event.receives)].flatMap((one) => one ?? []);
}

/** Everything that happened before an event, itself included. */
function pastOf(world: TimelineWorld, event: TimelineEvent): Set<TimelineEvent> {
  const past = new Set([event]);
  for (const one of past) for (const before of directlyBefore(world, one)) past.add(before);
  return past;
}

/** Events on the longest chain that ends in one. */
const chainTo = (world: TimelineWorld, event: TimelineEvent): number =>
  1 + Math.max(0, ...directlyBefore(world, event).map((before) => chainTo(world, before)));

const eventCalled = (world: TimelineWorld, id: string) => world.events.find((event) => event.id === id) as TimelineEvent;

test("vector-clock-fill: place k counts the events of process k in the past of the event", () => {
  for (const { world, truth } of drawnWorlds<TimelineWorld>("vector-clock-fill", 500)) {
    for (const id of world.marked) {
      const past = [...pastOf(world, eventCalled(world, id))];
      expect(truth[id]).toEqual(world.processes.map((process) => past.filter(({ at }) => at === process).length));
    }
  }
});

test("lamport-fill: the timestamp is the length of the longest chain of events that ends there", () => {
  for (const { world, truth } of drawnWorlds<TimelineWorld>("lamport-fill", 500)) {
    for (const id of world.marked) expect(truth[id]).toBe(chainTo(world, eventCalled(world, id)));
  }
});

test("happens-before: an event is before another if it stands in the other's past", () => {
  for (const { world, truth } of drawnWorlds<PairsWorld>("happens-before", 500)) {
    for (const [one, other] of world.pairs) {
      const [a, b] = [eventCalled(world, one), eventCalled(world, other)];
      const verdict = pastOf(world, b).has(a) ? "before" : pastOf(world, a).has(b) ? "after" : "concurrent";
      expect(truth[`${one}/${other}`]).toBe(verdict);
    }
  }
});

test("consistent-cut: a cut is consistent if the past of each of its events lies inside", () => {
  for (const { world, truth } of drawnWorlds<CutWorld>("consistent-cut", 500)) {
    const inside = world.processes.flatMap((process, index) => world.events.filter(({ at }) => at === process).slice(0, world.cut[index]));
    const outside = world.events.filter((event) => !inside.includes(event));
    const isClosed = inside.every((event) => [...pastOf(world, event)].every((earlier) => inside.includes(earlier)));
    const between = (from: TimelineEvent[], to: TimelineEvent[]) => from.flatMap(({ sends }) => (to.some(({ receives }) => sends !== undefined && sends === receives) ? [sends] : []));
    expect(truth.consistent).toBe(isClosed ? "yes" : "no");
    expect([...(truth.broken as string[])].sort()).toEqual(between(outside, inside).sort());
    expect([...(truth.channel as string[])].sort()).toEqual(between(inside, outside).sort());
  }
});

test("every message is received once, after it was sent, by another process", () => {
  for (const { world } of drawnWorlds<TimelineWorld>("lamport-fill", 500)) {
    for (const [place, { at, sends }] of world.events.entries()) {
      if (sends === undefined) continue;
      const receipts = world.events.filter(({ receives }) => receives === sends);
      expect(receipts).toHaveLength(1);
      expect(world.events.indexOf(receipts[0] as TimelineEvent)).toBeGreaterThan(place);
      expect(receipts[0]?.at).not.toBe(at);
    }
  }
});

describe("a value that a learner wrote is taken over", () => {
  const world: TimelineWorld = {
    processes: ["P1", "P2"],
    events: [{ id: "a1", at: "P1" }, { id: "a2", at: "P1", sends: "m1" }, { id: "b1", at: "P2", receives: "m1" }, { id: "b2", at: "P2" }],
    marked: ["a2", "b1", "b2"],
  };

  test.each([
    ["lamport-fill", { a2: 7 }, { a2: 2, b1: 8, b2: 9 }],
    ["lamport-fill", { b1: 2 }, { a2: 2, b1: 3, b2: 3 }],
    ["vector-clock-fill", { a2: [9, 0] }, { a2: [2, 0], b1: [9, 1], b2: [9, 2] }],
  ])("%s, given %j", (name, given, expected) => {
    expect(generatorCalled(name).solve(world, given as never)).toEqual(expected);
  });
});
