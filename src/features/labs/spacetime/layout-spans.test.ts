import { expect, test } from "vitest";
import { underFire } from "../../../../tests/support/lab-excerpts";
import type { Link } from "@/domain/simulator/cluster-plan";
import { layOut } from "./layout";
import { readStory } from "./read-story";

const OPTIONS = { mode: "time", width: 838, height: 640 } as const;
const layout = layOut(readStory(underFire()), OPTIONS);
const laneY = (name: string): number => layout.lanes.find(({ key }) => key === name)?.y ?? Number.NaN;

test("a service has a lane below the nodes, and its request and reply end at its mark", () => {
  expect(layout.lanes.map(({ key, kind }) => [key, kind])).toEqual([["n1", "node"], ["n2", "node"], ["n3", "node"], ["lin-kv", "service"]]);
  const served = layout.steps.find(({ shape }) => shape === "service");
  expect(served?.y).toBe(laneY("lin-kv"));
  expect(layout.messages.filter(({ from, to }) => from.x === served?.x || to.x === served?.x)).toHaveLength(2);
});

test("a cut is hatched where its lanes are neighbours, marked at both ends where they are not, and ends at the heal", () => {
  const [cut, ...others] = layout.partitions;
  expect(others).toEqual([]);
  expect([cut?.words, cut?.isHealed]).toEqual(["nothing from n1 reaches n2, n3", true]);
  expect(cut?.gaps.map(({ y1, y2 }) => (y1 + y2) / 2)).toEqual([(laneY("n1") + laneY("n2")) / 2]);
  expect(cut?.stubs.map(({ y1 }) => y1 - laneY("n1"))).toEqual([14, laneY("n3") - laneY("n1") + 14]);
});

test("a cut stays while a partition comes and goes after it", () => {
  const excerpt = underFire();
  const links: Link[] = [["n2", "n3"]];
  const events = [{ kind: "cut", links } as const, { kind: "partitioned", sides: [["n1"], ["n2"]] } as const, { kind: "partitioned", sides: [["n1"], ["n3"]] } as const].map((event, at) => ({ number: at, atUs: at, ...event }));
  const { partitions, right } = layOut(readStory({ ...excerpt, events: [...events, ...excerpt.events.slice(2, 5).map((event) => ({ ...event, number: event.number + 3 }))], witnesses: [] }), OPTIONS);
  expect(partitions.map(({ x2, isHealed }) => [x2 === right, isHealed])).toEqual([[true, false], [false, true], [true, false]]);
});

test("a paused lifeline is broken until the node goes on, or crashes", () => {
  const [second, third] = layout.pauses;
  const note = (kind: string, y: number) => layout.notes.find((one) => one.kind === kind && one.y === y)?.x;
  expect([second?.y, second?.x1, second?.x2]).toEqual([laneY("n2"), note("paused", laneY("n2")), note("resumed", laneY("n2"))]);
  expect([third?.y, third?.x1, third?.x2]).toEqual([laneY("n3"), note("paused", laneY("n3")), layout.steps.find(({ shape }) => shape === "crash")?.x]);
});

test("clocks, slow nodes and the weather are marked where they change", () => {
  expect(layout.notes.map(({ kind }) => kind)).toEqual(["paused", "resumed", "slowed", "clock-drifted", "paused"]);
  expect(layout.weathers).toHaveLength(1);
});
