import { describe, expect, test } from "vitest";
import { crowded, duplicateId } from "../../../tests/support/lab-excerpts";
import type { TraceEvent } from "../simulator/trace";
import { keptEvents } from "./kept-events";
import { showRecording } from "./shown-recording";

const asRun = crowded();
const shrunk = { ...duplicateId(), eventsInRun: 14, shrunkFrom: { events: asRun.eventsInRun, tries: 51 } };

describe("a recording", () => {
  test("is shown shrunk where it is shrunk, unless the run is wanted as it was", () => {
    const events = { asRun: asRun.eventsInRun, shrunk: 14 };
    expect(showRecording({ asRun, shrunk }, "shrunk")).toEqual({ version: "shrunk", excerpt: shrunk, events, kept: [] });
    expect(showRecording({ asRun, shrunk }, "as-run")).toMatchObject({ version: "as-run", excerpt: asRun, events });
    expect(showRecording({ asRun, shrunk: null }, "shrunk")).toEqual({ version: "as-run", excerpt: asRun, events: { ...events, shrunk: null }, kept: [] });
  });
});

describe("what a shrunk run kept", () => {
  const { events } = duplicateId();
  const numbers = (list: readonly TraceEvent[]) => list.map(({ number }) => number);

  test("is everything where nothing was left out, and nothing where nothing is left", () => {
    expect(keptEvents(events, events)).toEqual(numbers(events));
    expect(keptEvents(events, [])).toEqual([]);
  });

  test("is found again although numbers, times and message ids are others", () => {
    const part = events.filter((_, index) => index % 3 !== 1);
    const replayed = JSON.parse(JSON.stringify(part).replaceAll(/"(number|atUs|msg_id|in_reply_to)":\d+/g, (_, name: string) => `"${name}":9`)) as TraceEvent[];
    expect(keptEvents(events, replayed)).toEqual(numbers(part));
  });

  test("is the event that looks the same, rather than one of its kind", () => {
    const told = (number: number, value: number): TraceEvent => ({ number, atUs: number, kind: "lost", copy: 1, why: "loss", message: { number, from: "n1", to: "n2", body: { type: "told", value } } });
    expect(keptEvents([told(0, 1), told(1, 2), told(2, 3)], [told(0, 2)])).toEqual([1]);
    expect(keptEvents([told(0, 1), told(1, 2)], [told(0, 7), told(1, 8)])).toEqual([0, 1]);
  });

  test("keeps the order of both runs", () => {
    expect(keptEvents(events, events.slice(0, 6).reverse()).length).toBeLessThan(6);
  });
});
