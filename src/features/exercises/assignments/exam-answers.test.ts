import { expect, test } from "vitest";
import type { ExamItem, SaveOutput } from "@/contracts/exercises/assignments";
import { answered, changed, failed, firstState, isAnswered, needsSaving, savedWords, sending, takeOther } from "./exam-answers";

const item: ExamItem = {
  ...{ place: 1, variantId: "v", title: "A title", promptHtml: "", figure: null, creditRule: "", savedNumber: 0, saved: null },
  body: { type: "mcq", options: [{ key: "a", html: "A" }, { key: "b", html: "B" }] },
};
const a = { type: "mcq", choice: "a" } as const;
const b = { type: "mcq", choice: "b" } as const;
const word = (outcome: SaveOutput["outcome"], savedNumber: number, answer: typeof a | typeof b): SaveOutput => ({ outcome, savedNumber, saved: { answer, at: 1 }, unreadable: null, now: 1, deadline: 2 });

test("an answer is saved only when the server has said so", () => {
  const one = changed(firstState(item), a);
  expect([needsSaving(one), one.isSaved, savedWords([one])]).toEqual([true, false, "Saving"]);
  const sent = sending(one);
  expect([needsSaving(sent), sent.isSaved]).toEqual([false, false]);
  const done = answered(sent, 1, word("saved", 1, a));
  expect([needsSaving(done), done.isSaved, savedWords([done])]).toEqual([false, true, "All answers saved"]);
});

test("what was changed while it was on its way is sent again", () => {
  const later = answered(changed(sending(changed(firstState(item), a)), b), 1, word("saved", 1, a));
  expect(later).toMatchObject({ isSaved: false, number: 2, answer: b });
  expect(needsSaving(later)).toBe(true);
});

test("a failure is told and tried again under the same number", () => {
  const lost = failed(sending(changed(firstState(item), a)), "The server cannot be reached.");
  expect([needsSaving(lost), lost.number, savedWords([lost])]).toEqual([true, 1, "Not saved yet: trying again"]);
});

test("a later answer of another tab stays, can be taken over, and is replaced only by a further change", () => {
  const state = answered(sending(changed(firstState({ ...item, savedNumber: 3, saved: { answer: a, at: 1 } }), b)), 4, word("superseded", 6, a));
  expect(state).toMatchObject({ other: a, isSaved: true, answer: b });
  expect(takeOther(state)).toMatchObject({ answer: a, number: 6, other: null });
  expect(changed(state, b)).toMatchObject({ number: 7, other: null, isSaved: false });
});

test("the page opens with what is saved; an answer that does not fit the question is not shown", () => {
  expect(firstState({ ...item, savedNumber: 2, saved: { answer: b, at: 1 } })).toMatchObject({ answer: b, number: 2, isSaved: true });
  expect(firstState({ ...item, savedNumber: 2, saved: { answer: { type: "mcq", choice: "gone" }, at: 1 } }).answer).toEqual({ type: "mcq", choice: "" });
  expect(isAnswered(firstState(item))).toBe(false);
});
