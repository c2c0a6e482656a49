import { describe, expect, test } from "vitest";
import type { RecordEventsOutput, ReviewEventInput } from "@/contracts/review/review";
import { BATCH_MAX, Outbox, type OutboxState } from "./outbox";

const event = (n: number): ReviewEventInput => ({
  kind: "reviewed",
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  cardId: `quorum.card-${n}`,
  at: 1_000 + n,
  rating: "good",
  tookMs: 500,
});

const confirm = (events: ReviewEventInput[]): RecordEventsOutput => ({
  recorded: events.map(({ id }) => ({ id, outcome: "recorded", reason: null, card: null })),
});

function bench(send: (events: ReviewEventInput[]) => Promise<RecordEventsOutput>) {
  const stored = new Map<string, string>();
  const states: OutboxState[] = [];
  const planned: { work: () => void; ms: number }[] = [];
  const outcomes: string[] = [];
  const outbox = new Outbox("outbox", {
    storage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    send,
    isRefusal: (error) => error instanceof Error && error.message === "no",
    onOutcomes: (list) => outcomes.push(...list.map(({ id }) => id)),
    onState: (state) => states.push(state),
    exclusively: (work) => work(),
    later: (work, ms) => planned.push({ work, ms }),
  });
  return { outbox, states, planned, outcomes, stored };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("Outbox", () => {
  test("an event stays stored until the server has confirmed it", async () => {
    let answer: (value: RecordEventsOutput) => void = () => undefined;
    const { outbox, outcomes } = bench((events) => new Promise((resolve) => (answer = () => resolve(confirm(events)))));
    outbox.add(event(1));
    expect(outbox.pending()).toEqual([event(1)]);
    answer(confirm([event(1)]));
    await settle();
    expect(outbox.pending()).toEqual([]);
    expect(outcomes).toEqual([event(1).id]);
  });

  test("a lost network keeps everything, in order, and tries again later and later", async () => {
    let online = false;
    const sent: string[][] = [];
    const { outbox, planned, states } = bench(async (events) => {
      if (!online) throw new TypeError("Failed to fetch");
      sent.push(events.map(({ id }) => id));
      return confirm(events);
    });
    outbox.add(event(1));
    outbox.add(event(2));
    await settle();
    expect(states.at(-1)).toEqual({ waiting: 2, status: "offline" });
    planned[0]?.work();
    await settle();
    expect(planned.map(({ ms }) => ms)).toEqual([1_000, 2_000]);
    online = true;
    planned[1]?.work();
    await settle();
    expect(sent).toEqual([[event(1).id, event(2).id]]);
    expect(states.at(-1)).toEqual({ waiting: 0, status: "saved" });
  });

  test("an event added while another is on its way is sent after it", async () => {
    const sent: string[][] = [];
    const { outbox } = bench(async (events) => {
      sent.push(events.map(({ id }) => id));
      if (sent.length === 1) outbox.add(event(2));
      return confirm(events);
    });
    outbox.add(event(1));
    await settle();
    expect(sent).toEqual([[event(1).id], [event(2).id]]);
  });

  test("a refusal is said and not repeated; the events are kept", async () => {
    let tries = 0;
    const { outbox, states, planned } = bench(async () => {
      tries += 1;
      throw new Error("no");
    });
    outbox.add(event(1));
    await settle();
    expect([tries, planned.length, states.at(-1)]).toEqual([1, 0, { waiting: 1, status: "refused" }]);
  });

  test("a long queue goes out in batches", async () => {
    const sizes: number[] = [];
    const { outbox, stored } = bench(async (events) => {
      sizes.push(events.length);
      return confirm(events);
    });
    stored.set("outbox", JSON.stringify(Array.from({ length: BATCH_MAX + 3 }, (_, n) => event(n))));
    await outbox.flush();
    expect(sizes).toEqual([BATCH_MAX, 3]);
  });
});
