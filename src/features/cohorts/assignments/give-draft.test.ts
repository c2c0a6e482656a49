import { expect, test } from "vitest";
import { faultsOf, FIRST_DRAFT, type GiveDraft, toInput } from "./give-draft";

const NOW = Date.parse("2026-11-23T12:00");
const DRAFT: GiveDraft = { ...FIRST_DRAFT, title: "Quorums", exerciseIds: ["raft.x-one"], due: "2026-11-30T18:00" };
const faults = (part: Partial<GiveDraft>) => faultsOf(toInput("c", { ...DRAFT, ...part }, NOW), NOW);

test("a whole draft has no fault, and opens at once unless it says when", () => {
  expect(faults({})).toEqual({});
  expect(toInput("c", DRAFT, NOW)).toMatchObject({ opensAt: NOW, attempts: 3, hintLoss: 10 });
});

test("an exam takes one answer without hints, whatever was typed for homework", () => {
  expect(toInput("c", { ...DRAFT, kind: "exam" }, NOW)).toMatchObject({ minutes: 60, attempts: 1, attemptLoss: 0, hintLoss: null, feedback: "when-over" });
  expect(faults({ kind: "exam" })).toEqual({});
});

test("each fault stands at its field", () => {
  expect(faults({ title: " " })).toEqual({ title: "Type a title." });
  expect(faults({ exerciseIds: [] })).toEqual({ exerciseIds: "Choose an exercise." });
  expect(faults({ due: "" })).toEqual({ due: "Set a due date." });
  expect(faults({ due: "2026-11-20T18:00" })).toEqual({ due: "The due date is past. Choose a later one." });
  expect(faults({ opens: "2026-12-01T18:00" })).toEqual({ due: "The due date has to come after the opening." });
  expect(faults({ kind: "exam", minutes: "many" })).toEqual({ minutes: "Type a number of minutes, 1 to 300." });
  expect(faults({ attempts: "5", attemptLoss: "25" })).toEqual({ whole: "The last attempt could earn nothing: take fewer attempts or a smaller loss." });
});
