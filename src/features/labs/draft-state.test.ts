import { describe, expect, test } from "vitest";
import { draftAfter, type DraftEvent, draftWords, openDraft, readKept, toKeep, toSend } from "./draft-state";

const server = { text: "on the server", revision: 4 };
const play = (state: ReturnType<typeof openDraft>, ...events: DraftEvent[]) => events.reduce(draftAfter, state);

describe("where a lab begins", () => {
  test("with the starter, which needs no saving", () => {
    const state = openDraft("starter", null, null);
    expect([state.text, toSend(state), draftWords(state).words]).toEqual(["starter", null, "Saved"]);
  });

  test("with what this browser kept, which is sent over the revision that it was typed over", () => {
    const state = openDraft("starter", server, { text: "kept", revision: 4, sent: null });
    expect([state.text, state.other, toSend(state)]).toEqual(["kept", null, { text: "kept", revision: 4 }]);
  });

  test("with what this browser kept, and the other text beside it, if that was saved later", () => {
    const state = openDraft("starter", server, { text: "kept", revision: 3, sent: null });
    expect([state.text, state.other, toSend(state)]).toEqual(["kept", server, null]);
  });

  test("with the server's text, if both are the same", () => {
    expect(openDraft("starter", server, { text: server.text, revision: 1, sent: null })).toMatchObject({ text: server.text, other: null });
  });
});

test("what was typed while a save was under way is sent after it, over its revision", () => {
  const state = play(openDraft("", null, null), { kind: "typed", text: "a" }, { kind: "sent", text: "a" }, { kind: "typed", text: "ab" });
  expect(toSend(state)).toBeNull();
  const after = play(state, { kind: "saved", revision: 1 });
  expect([toSend(after), draftWords(after).words]).toEqual([{ text: "ab", revision: 1 }, "Saving"]);
});

test("an overtaken draft waits for the learner and loses neither text", () => {
  const state = play(openDraft("", null, null), { kind: "typed", text: "mine" }, { kind: "sent", text: "mine" }, { kind: "overtaken", draft: server });
  expect([state.text, state.other?.text, toSend(state)]).toEqual(["mine", server.text, null]);
  expect(toSend(play(state, { kind: "kept-mine" }))).toEqual({ text: "mine", revision: 4 });
  expect(play(state, { kind: "took-other" })).toMatchObject({ text: server.text, other: null });
});

test("a failed save says what was kept, and is sent again", () => {
  const state = play(openDraft("", null, null), { kind: "typed", text: "x" }, { kind: "sent", text: "x" }, { kind: "failed", failure: "offline" });
  expect([draftWords(state).words, toSend(state)]).toEqual(["Not saved, kept in this browser", { text: "x", revision: 0 }]);
});

describe("a save whose answer was lost", () => {
  const lost = play(openDraft("", null, null), { kind: "typed", text: "a" }, { kind: "sent", text: "a" }, { kind: "failed", failure: "offline" }, { kind: "typed", text: "ab" });

  test("is sent again as it was, and what was typed since goes after it", () => {
    expect(toSend(lost)).toEqual({ text: "a", revision: 0 });
    const answered = play(lost, { kind: "sent", text: "a" }, { kind: "saved", revision: 1 });
    expect(toSend(answered)).toEqual({ text: "ab", revision: 1 });
  });

  test("is sent again also when everything typed since was taken back", () => {
    const back = play(lost, { kind: "typed", text: "" });
    expect([toSend(back), draftWords(back).calm]).toEqual([{ text: "a", revision: 0 }, false]);
  });

  test("is known after the tab was closed: found on the server it is no other text", () => {
    const kept = toKeep(lost);
    expect(kept).toEqual({ text: "ab", revision: 0, sent: "a" });
    const arrived = openDraft("", { text: "a", revision: 1 }, kept);
    expect([arrived.other, toSend(arrived)]).toEqual([null, { text: "ab", revision: 1 }]);
    expect(toSend(openDraft("", null, kept))).toEqual({ text: "a", revision: 0 });
    expect(openDraft("", { text: "of somebody else", revision: 1 }, kept).other).toEqual({ text: "of somebody else", revision: 1 });
  });

  test("is over when it was refused", () => {
    const refused = play(lost, { kind: "sent", text: "a" }, { kind: "failed", failure: { words: "Too long." } });
    expect(toSend(refused)).toEqual({ text: "ab", revision: 0 });
  });
});

test("a refusal is over when the text changes, a lost connection is not", () => {
  const failed = (failure: "offline" | { words: string }) =>
    play(openDraft("", null, null), { kind: "typed", text: "x" }, { kind: "sent", text: "x" }, { kind: "failed", failure }, { kind: "typed", text: "xy" });
  expect([failed({ words: "Too long." }).failure, failed("offline").failure]).toEqual([null, "offline"]);
});

test("storage may hold anything", () => {
  expect([null, "", "{", "[]", "null", '{"text":1,"revision":0}', '{"text":"a","revision":-1}'].map(readKept)).toEqual(Array(7).fill(null));
  expect(readKept('{"text":"a","revision":2}')).toEqual({ text: "a", revision: 2, sent: null });
  expect(readKept('{"text":"ab","revision":2,"sent":"a"}')).toEqual({ text: "ab", revision: 2, sent: "a" });
});
