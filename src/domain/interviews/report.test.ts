import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { filledLines, lowLines, sheetLog } from "./report-sheet";
import { readsSheet, replayFor } from "./replay-visibility";
import type { LoggedEvent, RoomEvent, RoomRole, RubricLevel, Visibility } from "./room-event";
import { foldRoom } from "./room-state";
import type { RubricLine } from "./scenario";
import { visibilityOf } from "./visibility";

const line = (dimension: string, ...concepts: string[]): RubricLine => ({ dimension, levels: ["a", "b", "c", "d"], concepts });
const RUBRIC = [line("Requirements", "scope"), line("Failure", "retries", "idempotence"), line("Trade-offs", "idempotence", "cap")];

/** A log with one event a second, each as far as its kind and author make it visible. */
const log = (...events: readonly (readonly [by: string | null, event: RoomEvent])[]): LoggedEvent[] =>
  events.map(([by, event], place) => ({ seq: place + 1, at: instant((place + 1) * 1_000), by, visibility: visibilityOf(event, by), event }));

const note = (noteId: string, audience: "own" | "staff" | "all"): RoomEvent => ({ kind: "note-written", noteId, text: `a note for ${audience}`, audience });
const evidence = (evidenceId: string, text: string, dimension = 0): RoomEvent => ({ kind: "evidence-added", evidenceId, dimension, text });
const score = (dimension: number, level: RubricLevel | null): RoomEvent => ({ kind: "scored", dimension, level });

const LOG = log(
  ["mara", { kind: "said", text: "hello" }],
  ["tomas", note("own", "own")],
  ["ines", note("staff", "staff")],
  ["tomas", note("all", "all")],
  ["tomas", score(0, 2)],
  ["tomas", evidence("kept", "")],
  ["tomas", evidence("kept", "asked for numbers")],
  ["tomas", evidence("dropped", "never mind")],
  ["tomas", { kind: "evidence-removed", evidenceId: "dropped" }],
  ["tomas", score(0, 3)],
  ["ines", evidence("late", "after sharing")],
);
const SHARED_AT = instant(10_000);

const reads = (memberId: string, role: RoomRole, sharedAt = SHARED_AT as typeof SHARED_AT | null) => replayFor({ memberId, role }, LOG, sharedAt).map(({ seq }) => seq);

describe("RP1: what reached somebody in the room is theirs to replay", () => {
  test("staff: all but the own notes of others", () => {
    expect(reads("tomas", "interviewer", null)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(reads("ines", "interviewer", null)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test("candidate and observer: what everybody saw, and what was for them", () => {
    expect(reads("mara", "candidate", null)).toEqual([1, 4]);
    const whispered: Visibility = { member: "mara" };
    const own = LOG.map((logged) => (logged.seq === 1 ? { ...logged, visibility: whispered } : logged));
    expect(replayFor({ memberId: "mara", role: "candidate" }, own, null).map(({ seq }) => seq)).toEqual([1, 4]);
    expect(replayFor({ memberId: "rosa", role: "observer" }, own, null).map(({ seq }) => seq)).toEqual([4]);
  });
});

test("RP2: sharing gives the candidate the evidence that stands, once, with its last words at its first moment", () => {
  const shared = replayFor({ memberId: "mara", role: "candidate" }, LOG, SHARED_AT);
  expect(shared.map(({ seq, at, event }) => [seq, at, event.kind === "evidence-added" ? event.text : event.kind])).toEqual([
    [1, 1_000, "said"], [4, 4_000, "note-written"], [6, 6_000, "asked for numbers"],
  ]);
});

test("RP3: an observer reads no evidence, shared or not", () => {
  expect(reads("rosa", "observer")).toEqual([1, 4]);
  expect((["interviewer", "candidate", "observer"] as const).map((role) => [readsSheet({ role }, false), readsSheet({ role }, true)])).toEqual([[true, true], [false, true], [false, false]]);
});

test("RP4: levels and evidence of later events are not in a shared report", () => {
  const more = [...LOG, ...log(["tomas", score(0, 1)]).map((logged) => ({ ...logged, seq: 12, at: instant(12_000) }))];
  const [shared] = filledLines(RUBRIC, foldRoom(sheetLog(more, SHARED_AT)));
  expect([shared?.level, shared?.evidence.map(({ text }) => text)]).toEqual([3, ["asked for numbers"]]);
  expect(filledLines(RUBRIC, foldRoom(sheetLog(more, null)))[0]?.level).toBe(1);
});

describe("RP5: low lines", () => {
  const levels = (...given: (RubricLevel | null)[]) => foldRoom(log(...given.map((level, dimension) => ["tomas", score(dimension, level)] as const)));

  test("are those at level 2 or below; what was not rated brings nothing", () => {
    expect(lowLines(filledLines(RUBRIC, levels(3, 2, null))).map(({ line: { dimension }, level }) => [dimension, level])).toEqual([["Failure", 2]]);
    expect(lowLines(filledLines(RUBRIC, levels()))).toEqual([]);
  });

  test("name each concept once", () => {
    expect(lowLines(filledLines(RUBRIC, levels(1, 2, 1))).map(({ concepts }) => concepts)).toEqual([["scope"], ["retries", "idempotence"], ["cap"]]);
  });
});

test("DE5: evidence that is added again keeps its moment and its author, and comes in the order of the interview", () => {
  const room = foldRoom(log(["tomas", evidence("a", "")], ["ines", evidence("b", "second")], ["ines", evidence("a", "words", 1)]));
  expect(room.evidence.get("a")).toEqual({ evidenceId: "a", dimension: 1, text: "words", by: "tomas", at: 1_000, seq: 1 });
});
