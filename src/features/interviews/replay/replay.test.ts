import { describe, expect, test } from "vitest";
import type { ReplayView } from "@/contracts/interviews/report";
import { foldBoards } from "./board-fold";
import { changeSpeed, playOn, stepEvent, stepPhase } from "./playing";
import { captionAt, lastUpTo, layTimeLine } from "./time-line";

const SECOND = 1_000;
const START = 1_700_000_000_000;
type Event = ReplayView["events"][number];
const people: ReplayView["people"] = [{ memberId: "t", name: "Tomas", role: "interviewer" }, { memberId: "m", name: "Mara", role: "candidate" }];
const dimensions = ["Requirements"];
const PHASES = [{ name: "Clarify", ms: 300_000 }, { name: "Design", ms: 600_000 }];

const log = (...events: readonly (readonly [atSeconds: number, by: string | null, event: Event["event"]])[]): Event[] =>
  events.map(([at, by, event], place) => ({ seq: place + 1, at: START + at * SECOND, by, to: "all", event }));
const box = (id: string) => ({ id, type: "rectangle", index: "a0", isDeleted: false, x: 0 });
const put = (id: string) => ({ kind: "drawn", patches: [{ op: "put", element: box(id) }] });

const EVENTS = log(
  [-30, "m", { kind: "joined", member: { memberId: "m", name: "Mara", role: "candidate", isHost: false } }],
  [-5, "m", put("early")],
  [0, "t", { kind: "started", phases: PHASES, endsAt: 0 }],
  [10, "m", { kind: "said", text: "encrypted?" }],
  [20, "m", put("one")],
  [100, "t", { kind: "hint-released", hint: 1, text: "Who disagrees?" }],
  [120, null, { kind: "phase-begun", phase: 1, endsAt: 0 }],
  [130, "t", { kind: "evidence-added", evidenceId: "e", dimension: 0, text: "" }],
  [140, "t", { kind: "evidence-added", evidenceId: "e", dimension: 0, text: "asked for numbers" }],
  [141, "t", { kind: "evidence-added", evidenceId: "gone", dimension: 0, text: "no" }],
  [142, "t", { kind: "evidence-removed", evidenceId: "gone" }],
  [150, "m", put("two")],
  [200, "t", { kind: "ended" }],
  [260, "t", { kind: "note-written", noteId: "n", text: "afterwards", audience: "all" }],
);
const line = layTimeLine({ events: EVENTS, people, dimensions });

describe("the line of time", () => {
  test("begins with the start and is as long as the interview, whatever came before and after", () => {
    expect([line.startAt, line.durationMs]).toEqual([START, 200 * SECOND]);
    expect([line.moments[0]?.atMs, line.moments.at(-1)?.atMs]).toEqual([0, 200 * SECOND]);
    expect(line.phases).toEqual([{ name: "Clarify", fromMs: 0, toMs: 120 * SECOND }, { name: "Design", fromMs: 120 * SECOND, toMs: 200 * SECOND }]);
  });

  test("counts the changes to the board where they happened", () => {
    expect(line.density.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(line.density[Math.floor((20 / 200) * line.density.length)]).toBe(1);
  });

  test("marks what was let out, seen, written and said; evidence once, at its moment, unless it was removed", () => {
    const words = Object.fromEntries(Object.entries(line.tracks).map(([track, marks]) => [track, marks.map(({ atMs, words: said }) => [atMs / SECOND, said])]));
    expect(words).toEqual({
      hints: [[100, "Hint 2 released: Who disagrees?"]],
      evidence: [[130, "Evidence for Requirements: asked for numbers"]],
      notes: [[200, "Note by Tomas: afterwards"]],
      chat: [[10, "Mara: encrypted?"]],
    });
  });

  test("of an interview that never began starts with its first event", () => {
    expect(layTimeLine({ events: log([5, "m", put("x")], [9, "m", put("y")]), people, dimensions: null })).toMatchObject({ startAt: START + 5 * SECOND, durationMs: 4 * SECOND, phases: [] });
    expect(layTimeLine({ events: [], people, dimensions: null })).toMatchObject({ durationMs: 1, moments: [] });
  });

  test("tells the last thing that happened besides drawing", () => {
    const at = (seconds: number) => captionAt(line, seconds * SECOND, { people, dimensions })?.words;
    expect([9, 50, 110, 125].map(at)).toEqual(["The interview begins", "Mara: encrypted?", "Hint 2 released: Who disagrees?", "Design begins"]);
  });
});

describe("moving", () => {
  test("playing goes at its speed, and skips the time in which nothing happens", () => {
    expect(playOn(line, 10 * SECOND, 100, 8)).toBe(10_800);
    expect(playOn(line, 22 * SECOND, 100, 1)).toBe(99 * SECOND);
    expect(playOn(line, 99 * SECOND, 100, 1)).toBe(99_100);
    expect(playOn(line, 200 * SECOND, 100, 1)).toBe(200 * SECOND);
  });

  test("by events goes from one to the next and stays at the ends", () => {
    expect([0, 10, 20, 199].map((at) => stepEvent(line, at * SECOND, 1) / SECOND)).toEqual([10, 20, 100, 200]);
    expect([200, 20, 10, 0].map((at) => stepEvent(line, at * SECOND, -1) / SECOND)).toEqual([150, 10, 0, 0]);
  });

  test("by phases goes to their starts", () => {
    expect([0, 119, 120].map((at) => stepPhase(line, at * SECOND, 1) / SECOND)).toEqual([120, 120, 200]);
    expect([150, 120, 0].map((at) => stepPhase(line, at * SECOND, -1) / SECOND)).toEqual([120, 0, 0]);
  });

  test("the speed has ends", () => {
    expect([changeSpeed(1, -1), changeSpeed(1, 1), changeSpeed(2, 1), changeSpeed(8, 1)]).toEqual([1, 2, 8, 8]);
  });

  test("finds the last of many moments at or before a time", () => {
    const moments = [0, 0, 5, 5, 9].map((atMs) => ({ atMs }));
    expect([-1, 0, 4, 5, 8, 9, 99].map((at) => lastUpTo(moments, at))).toEqual([-1, 1, 1, 3, 3, 4, 4]);
  });
});

test("the board of any moment is the fold of what was drawn up to it, also far from a kept board", () => {
  const many = layTimeLine({ events: log([0, "t", { kind: "started", phases: PHASES, endsAt: 0 }], ...Array.from({ length: 700 }, (_, n) => [n + 1, "m", put(`s${n}`)] as const)), people, dimensions });
  const boardAt = foldBoards(many.moments);
  for (const seconds of [0, 1, 249, 250, 251, 499, 500, 700]) expect(boardAt(seconds * SECOND).size).toBe(seconds);
  expect(boardAt(3.5 * SECOND).has("s2")).toBe(true);
});
