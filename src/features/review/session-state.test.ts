import { describe, expect, test } from "vitest";
import type { QueueCard, ReviewEventInput } from "@/contracts/review/review";
import { LEARN_AHEAD_MS } from "@/domain/review/day-queue";
import { finishCurrent, hearServer, startSession, undoLast, wakeUp } from "./session-state";

const NOW = 1_000_000;

const card = (cardId: string, dueAt = 0, state: QueueCard["state"] = dueAt > 0 ? "learning" : "review"): QueueCard => ({
  cardId,
  showing: `${cardId}@${dueAt}`,
  kind: "basic",
  state,
  topic: { id: "t", title: "T" },
  concept: { id: "c", title: "C" },
  frontHtml: "front",
  backHtml: "back",
  stepsHtml: [],
  accept: [],
  compare: "text",
  tolerance: 0,
  whyHtml: null,
  caution: null,
  references: [],
  forwardReason: null,
  dueAt,
  intervals: { again: "10 min", hard: "1 day", good: "2 days", easy: "4 days" },
});

const rated = (id: string, cardId: string, rating: "again" | "good" = "good"): ReviewEventInput => ({ kind: "reviewed", id, cardId, at: NOW, rating, tookMs: 1 });

describe("a session", () => {
  test("shows due cards in the server's order and leaves waiting ones for later", () => {
    const start = startSession([card("late", NOW + 60_000), card("a"), card("b")], NOW);
    expect(start.current?.cardId).toBe("a");
    const second = finishCurrent(start, rated("1", "a"), NOW);
    expect(second.current?.cardId).toBe("b");
    const third = finishCurrent(second, rated("2", "b"), NOW);
    expect(third.current?.cardId).toBe("late");
  });

  test("a learning card whose minute has come goes before new cards and reviews", () => {
    const start = startSession([card("a"), card("b"), card("c")], NOW);
    const forgotten = finishCurrent(start, rated("1", "a", "again"), NOW);
    const heard = hearServer(forgotten, { id: "1", cardId: "a", card: card("a", NOW + 60_000) }, NOW);
    expect(finishCurrent(heard, rated("2", "b"), NOW + 60_000).current?.cardId).toBe("a");
  });

  test("does not show a learning card too early, and wakes up when its time has come", () => {
    const waiting = startSession([card("late", NOW + LEARN_AHEAD_MS + 1)], NOW);
    expect(waiting.current).toBeNull();
    expect(wakeUp(waiting, NOW + 2).current?.cardId).toBe("late");
  });

  test("brings a forgotten card back when the server says when", () => {
    const start = finishCurrent(startSession([card("a"), card("b")], NOW), rated("1", "a", "again"), NOW);
    const heard = hearServer(start, { id: "1", cardId: "a", card: card("a", NOW + 60_000) }, NOW);
    expect(heard.current?.cardId).toBe("b");
    expect(heard.upcoming.map(({ cardId }) => cardId)).toEqual(["a"]);
    expect(heard.done.map(({ kind }) => kind)).toEqual(["again"]);
  });

  test("a word that comes while nothing is on screen puts its card there", () => {
    const empty = finishCurrent(startSession([card("a")], NOW), rated("1", "a", "again"), NOW);
    expect(empty.current).toBeNull();
    expect(hearServer(empty, { id: "1", cardId: "a", card: card("a", NOW + 60_000) }, NOW).current?.cardId).toBe("a");
  });

  test("undo shows the last card again, and the answer to the undone rating changes nothing", () => {
    const after = finishCurrent(startSession([card("a"), card("b")], NOW), rated("1", "a", "again"), NOW);
    const undone = undoLast(after, "u1");
    expect(undone.current?.cardId).toBe("a");
    expect(undone.upcoming.map(({ cardId }) => cardId)).toEqual(["b"]);
    expect(undone.done).toEqual([]);
    expect(hearServer(undone, { id: "1", cardId: "a", card: card("a", NOW + 60_000) }, NOW)).toBe(undone);
    const confirmed = hearServer(undone, { id: "u1", cardId: "a", card: card("a", 5) }, NOW);
    expect(confirmed.current).toMatchObject({ dueAt: 5, showing: undone.current?.showing });
  });

  test("undo takes the returned copy of the card out of the queue", () => {
    const after = finishCurrent(startSession([card("a"), card("b")], NOW), rated("1", "a", "again"), NOW);
    const heard = hearServer(after, { id: "1", cardId: "a", card: card("a", NOW + 60_000) }, NOW);
    expect(undoLast(heard, "u1").upcoming.map(({ cardId }) => cardId)).toEqual(["b"]);
  });

  test("undo with nothing done is nothing", () => {
    const start = startSession([card("a")], NOW);
    expect(undoLast(start, "u1")).toBe(start);
  });
});
