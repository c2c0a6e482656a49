import { describe, expect, test } from "vitest";
import { runRecord } from "../../../tests/support/run-records";
import type { Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { TraceEvent } from "../simulator/trace";
import { excerptOf } from "./excerpt";
import { PROGRAM_CHECK } from "./lab";
import { EXCERPT_CHARS_MAX, EXCERPT_EVENTS_MAX } from "./result";

const handled = (number: number, memory: Json = null, failed = false): TraceEvent => ({
  number, atUs: number * 10, kind: "handled", node: "n1", incarnation: 0, trigger: { kind: "timer", name: "tick", data: null, setAtUs: 0 }, did: [], failed, picture: { memory, disk: {}, synced: {} },
});
const partitioned = (number: number): TraceEvent => ({ number, atUs: number * 10, kind: "partitioned", sides: [["n1"], ["n2"]] });
const healed = (number: number): TraceEvent => ({ number, atUs: number * 10, kind: "healed" });

const traceOf = (length: number, faults: Readonly<Record<number, (number: number) => TraceEvent>> = {}): TraceEvent[] =>
  Array.from({ length }, (_, number) => faults[number]?.(number) ?? handled(number));
const ranWith = (trace: readonly TraceEvent[]): RunRecord => ({ ...runRecord([]), events: trace.length, trace });

const excerpt = (trace: readonly TraceEvent[], witnesses: readonly number[], check = "unique") =>
  excerptOf(ranWith(trace), { n: 3, scenario: "calm" }, { check, verdict: "failed", say: "n2 gave the id 7 twice", figures: {}, witnesses }, ["n1", "n2"]);
const numbers = ({ events }: { readonly events: readonly TraceEvent[] }) => events.map(({ number }) => number);

describe("an excerpt", () => {
  test("of a run that can be drawn is the whole run", () => {
    const trace = traceOf(EXCERPT_EVENTS_MAX);
    const shown = excerpt(trace, [17, 4_000]);
    expect(shown).toMatchObject({ n: 3, scenario: "calm", check: "unique", nodes: ["n1", "n2"], eventsInRun: trace.length, witnesses: [17, 4_000] });
    expect(numbers(shown)).toEqual(trace.map(({ number }) => number));
  });

  test("of a longer run is what led to the failure, and a part of what came of it", () => {
    const decisive = 30_000;
    const shown = numbers(excerpt(traceOf(60_000), [decisive]));
    expect(shown.length).toBeLessThanOrEqual(EXCERPT_EVENTS_MAX);
    expect(shown.length).toBeGreaterThan(EXCERPT_EVENTS_MAX - 5);
    const [before, after] = [shown.filter((number) => number < decisive).length, shown.filter((number) => number > decisive).length];
    expect(before / after).toBeCloseTo(3, 1);
    expect(shown).toEqual(Array.from(shown, (_, index) => (shown[0] ?? 0) + index));
  });

  test("keeps earlier witnesses, and what was in force when the part began", () => {
    const trace = traceOf(60_000, { 10: partitioned, 20: healed, 30: partitioned });
    const shown = numbers(excerpt(trace, [5, 40_000]));
    expect(shown.slice(0, 2)).toEqual([5, 30]);
    expect(shown[2]).toBeGreaterThan(30_000);
    expect(shown.length).toBeLessThanOrEqual(EXCERPT_EVENTS_MAX);
  });

  test("has fewer events where each of them is large", () => {
    const large = Array.from({ length: 40 }, (_, index) => "x".repeat(1_900) + index);
    const trace = Array.from({ length: 200 }, (_, number) => handled(number, Object.fromEntries(large.map((text, index) => [`f${index}`, text]))));
    const { events } = excerpt(trace, [100]);
    expect(JSON.stringify(events).length).toBeLessThan(EXCERPT_CHARS_MAX * 1.01);
    expect(numbers({ events })).toContain(100);
    expect(events.length).toBeLessThan(50);
  });

  test("of a program that fails shows the handler that failed, not the requests that end with it", () => {
    const trace = [handled(0), handled(1, null, true), handled(2)];
    expect(excerpt(trace, [2], PROGRAM_CHECK).witnesses).toEqual([1]);
    expect(excerpt(trace, [2]).witnesses).toEqual([2]);
  });

  test("of a check about the whole run, which has no culprit, is its middle", () => {
    const shown = numbers(excerpt(traceOf(60_000), []));
    expect(shown).toContain(30_000);
    expect(shown[0]).toBeGreaterThan(20_000);
  });
});
