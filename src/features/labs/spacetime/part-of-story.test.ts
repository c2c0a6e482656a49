import { describe, expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast } from "../../../../tests/support/lab-excerpts";
import type { Excerpt } from "@/domain/labs/result";
import type { Json } from "@/domain/simulator/message";
import type { TraceEvent } from "@/domain/simulator/trace";
import { chooseLanes } from "./lanes";
import { layOut } from "./layout";
import { partOfStory } from "./part-of-story";
import { readStory } from "./read-story";
import { rolesOf } from "./roles";

describe("a part of a story", () => {
  test("has its steps with their numbers, and lines that come from outside", () => {
    const story = readStory(crowded(60, 3));
    const part = partOfStory(story, { first: 20, last: 40 });
    expect(part.steps).toEqual(story.steps.slice(19, 40));
    for (const { from, to } of part.deliveries) {
      expect(to >= 20 && to <= 40 && (from === null || from >= 20)).toBe(true);
    }
    expect(part.deliveries.length).toBe(story.deliveries.filter(({ to }) => to >= 20 && to <= 40).length);
    expect(part.deliveries.some(({ from }) => from === null)).toBe(true);
  });

  test("can be drawn wherever it begins, on the lanes of the whole", () => {
    for (const make of [crowded, duplicateId, lostBroadcast]) {
      const story = readStory(make());
      const lanes = chooseLanes(story);
      for (let first = 1; first <= story.steps.length; first += 3) {
        const last = Math.min(first + 9, story.steps.length);
        for (const mode of ["time", "logical"] as const) {
          const layout = layOut(partOfStory(story, { first, last }), { mode, width: 800, height: 600, lanes });
          expect(layout.steps.map(({ step }) => step.number)).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
          expect(layout.lanes.length).toBe(lanes.length);
          for (const { x } of layout.steps) expect(x >= layout.left && x <= layout.right).toBe(true);
          expect(JSON.stringify(layout)).not.toMatch(/NaN|null,null/);
        }
      }
    }
  });

  test("begins with what is in force: a partition, and a node that is down", () => {
    const split = readStory(lostBroadcast());
    const partition = split.spans.find(({ kind }) => kind === "partitioned");
    const after = split.steps.find(({ event }) => event.number > (partition?.number ?? 0) + 1)?.number ?? 0;
    expect(partOfStory(split, { first: after, last: after + 1 }).spans).toMatchObject([{ kind: "partitioned", atUs: split.steps[after - 1]?.event.atUs }]);
    const crashed = readStory(duplicateId());
    const crash = crashed.steps.find(({ event }) => event.kind === "crashed")?.number ?? 0;
    expect(partOfStory(crashed, { first: crash + 1, last: crash + 2 }).downAtStart).toEqual(["n3"]);
    expect(partOfStory(crashed, { first: crash + 2, last: crash + 3 }).downAtStart).toEqual([]);
  });
});

describe("roles", () => {
  const handled = (number: number, memory: Json): TraceEvent => ({
    number, atUs: number, kind: "handled", node: "n1", incarnation: 0, trigger: { kind: "synced" }, did: [], failed: false, picture: { memory, disk: {}, synced: {} },
  });
  const EVENTS: readonly TraceEvent[] = [
    handled(0, { role: "follower", currentTerm: 3 }), handled(1, { role: "candidate", currentTerm: 4 }), handled(2, { role: "candidate", currentTerm: 4 }),
    handled(3, { role: "leader", currentTerm: 4 }), { number: 4, atUs: 4, kind: "crashed", node: "n1", lostWrites: 0 }, handled(5, { role: "follower", currentTerm: 4 }),
  ];
  const excerpt: Excerpt = { ...duplicateId(), nodes: ["n1", "n2"], events: EVENTS, witnesses: [] };

  test("last until another one, a crash or the end; a term is told where it changes", () => {
    const { spans, terms } = rolesOf(readStory(excerpt).steps);
    expect(spans).toEqual([
      { node: "n1", role: "follower", from: 1, to: 2 }, { node: "n1", role: "candidate", from: 2, to: 4 },
      { node: "n1", role: "leader", from: 4, to: 5 }, { node: "n1", role: "follower", from: 6, to: null },
    ]);
    expect(terms).toEqual([{ node: "n1", term: 3, at: 1 }, { node: "n1", term: 4, at: 2 }]);
  });

  test("of a part are those that it begins with", () => {
    const { roles } = partOfStory(readStory(excerpt), { first: 3, last: 4 });
    expect(roles.spans).toEqual([{ node: "n1", role: "candidate", from: null, to: 4 }, { node: "n1", role: "leader", from: 4, to: null }]);
    expect(roles.terms).toEqual([{ node: "n1", term: 4, at: null }]);
  });

  test("are none where a program keeps none", () => {
    expect(rolesOf(readStory(duplicateId()).steps)).toEqual({ spans: [], terms: [] });
  });
});
