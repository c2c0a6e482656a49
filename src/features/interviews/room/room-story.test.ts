import { describe, expect, test } from "vitest";
import type { LoggedEvent, RoomEvent, RoomMember } from "@/domain/interviews/room-event";
import { instant } from "@/domain/kernel/instant";
import { chatLines, noteLines, releases } from "./room-story";

const member = (memberId: string, name: string): [string, RoomMember] => [memberId, { memberId, name, role: "interviewer", isHost: false }];
const members = new Map([member("t", "Tomas"), member("m", "Mara")]);
const START = 1_000_000;

/** Events a second apart; the interview starts with the third. */
function log(...events: readonly (readonly [by: string | null, event: RoomEvent])[]): LoggedEvent[] {
  const started: RoomEvent = { kind: "started", phases: [], endsAt: instant(0) };
  const all: (readonly [string | null, RoomEvent])[] = [...events.slice(0, 2), ["t", started], ...events.slice(2)];
  return all.map(([by, event], place) => ({ seq: place + 1, at: instant(START + (place - 2) * 1000), by, visibility: "all", event }));
}
const telling = (events: readonly LoggedEvent[]) => ({ events, members, myId: "t" });
const say = (text: string): RoomEvent => ({ kind: "said", text });

test("chat says who, whose, and when from the start on", () => {
  const lines = chatLines(telling(log(["t", say("hello")], ["m", say("hi")], ["m", say("encrypted?")], ["x", say("?")])));
  expect(lines.map(({ name, isMine, text, atMs }) => [name, isMine, text, atMs])).toEqual([
    ["Tomas", true, "hello", null], ["Mara", false, "hi", null], ["Mara", false, "encrypted?", 1000], ["Somebody", false, "?", 2000],
  ]);
});

test("releases come in the order of the interview, each with its place in the scenario", () => {
  const told = releases(telling(log(
    ["t", say("")], ["t", say("")],
    ["t", { kind: "fact-told", fact: 2, label: "Users", text: "50 million" }],
    ["t", { kind: "hint-released", hint: 0, text: "Who disagrees?" }],
    ["t", { kind: "follow-up-asked", followUp: 1, text: "And 100,000 members?" }],
  )));
  expect(told.map(({ kind, place, label, text, by, atMs }) => [kind, place, label, text, by, atMs])).toEqual([
    ["fact", 2, "Users", "50 million", "Tomas", 1000], ["hint", 0, null, "Who disagrees?", "Tomas", 2000], ["follow-up", 1, null, "And 100,000 members?", "Tomas", 3000],
  ]);
});

describe("notes", () => {
  const note = (noteId: string, text: string, audience: "own" | "staff" | "all" = "staff"): RoomEvent => ({ kind: "note-written", noteId, text, audience });

  test("stand as last written, at the minute and in the order in which they were begun", () => {
    const lines = noteLines(telling(log(["t", say("")], ["t", say("")], ["t", note("a", "one")], ["m", note("b", "two")], ["t", note("a", "one, longer", "all")])));
    expect(lines.map(({ noteId, text, audience, isMine, atMs }) => [noteId, text, audience, isMine, atMs])).toEqual([["a", "one, longer", "all", true, 1000], ["b", "two", "staff", false, 2000]]);
  });

  test("that were emptied are gone, and may come again", () => {
    const events = log(["t", say("")], ["t", say("")], ["t", note("a", "one")], ["t", note("a", "")]);
    expect(noteLines(telling(events))).toEqual([]);
    const again = noteLines(telling(log(["t", say("")], ["t", say("")], ["t", note("a", "one")], ["t", note("a", "")], ["t", note("a", "again")])));
    expect(again.map(({ text, atMs }) => [text, atMs])).toEqual([["again", 1000]]);
  });
});
