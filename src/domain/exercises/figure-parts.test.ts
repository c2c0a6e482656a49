import { expect, test } from "vitest";
import type { Figure } from "./figure";
import { type PartSort, partsOf } from "./figure-parts";

const caption = "A figure";
const timeline: Figure = {
  kind: "timeline",
  caption,
  processes: ["P", "Q"],
  events: [{ id: "a", process: 0, marked: false }, { id: "b", process: 1, marked: false, note: "done" }],
  messages: [{ id: "m", from: "a", to: "b" }, { id: "n", from: "b", to: null }],
};
const history: Figure = { kind: "history", caption, clients: ["Ann"], operations: [{ id: "w1", client: 0, from: 1, to: 2, words: "writes 1" }, { id: "r1", client: 0, from: 3, to: null, words: "r1: reads" }] };
const graph: Figure = { kind: "graph", caption, nodes: [{ id: "x", label: "App", column: 0, row: 0 }, { id: "y", label: "Store", column: 1, row: 0 }], edges: [{ from: "x", to: "y", label: "asks" }] };
const logs: Figure = { kind: "logs", caption, lineName: null, logs: [{ name: "S1", entries: ["1", "2"] }] };
const svg: Figure = { kind: "svg", caption, alt: "Two shapes", svg: '<svg viewBox="0 0 9 9"><title>Two</title><g data-part="left"><title>The left one</title><rect/></g><g data-part="right">\n<title>The right one</title></g></svg>' };

test.each<[Figure, PartSort, Record<string, string>]>([
  [timeline, "events", { a: "a on P: sends m", b: "b on Q: receives m, sends n, which does not arrive, done" }],
  [timeline, "messages", { m: "m, from a on P to b on Q", n: "n, from b on Q, which does not arrive" }],
  [history, "operations", { w1: "Ann: writes 1 (w1), from 1 to 2", r1: "Ann: r1: reads, from 3 without an end" }],
  [graph, "boxes", { x: "App", y: "Store" }],
  [graph, "lines", { "x>y": "asks: from App to Store" }],
  [logs, "entries", { "S1/1": "S1, entry 1: 1", "S1/2": "S1, entry 2: 2" }],
  [svg, "shapes", { left: "The left one", right: "The right one" }],
  [timeline, "boxes", {}],
])("%#: the parts of a figure have ids and words", (figure, sort, parts) => {
  expect(Object.fromEntries(partsOf(figure, sort).map(({ id, words }) => [id, words]))).toEqual(parts);
});
