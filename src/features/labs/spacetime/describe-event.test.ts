import { describe, expect, test } from "vitest";
import { duplicateId, lostBroadcast, underFire } from "../../../../tests/support/lab-excerpts";
import type { TraceEvent, Trigger } from "@/domain/simulator/trace";
import { bodyWords, describeEvent, didWords, linksWords, messageType, sidesInShort, sidesWords, timeWords, valueWords } from "./describe-event";

const message = { number: 1, from: "n1", to: "n4", body: { type: "broadcast", message: 17, msg_id: 3 } };
const handled = (trigger: Trigger, more: Partial<Extract<TraceEvent, { kind: "handled" }>> = {}): TraceEvent => ({ number: 0, atUs: 0, kind: "handled", node: "n4", incarnation: 0, trigger, did: [], failed: false, ...more });
const sentence = (event: TraceEvent) => describeEvent(event).sentence;

describe("events in words", () => {
  test("what makes a handler run", () => {
    expect(sentence(handled({ kind: "message", message, copy: 1 }))).toBe("n4 gets broadcast 17 from n1");
    expect(sentence(handled({ kind: "message", message, copy: 2 }))).toBe("n4 gets broadcast 17 from n1, copy 2");
    expect(sentence(handled({ kind: "timer", name: "gossip", data: null, setAtUs: 0 }))).toBe("n4 timer “gossip” fires");
    expect(sentence(handled({ kind: "boot", restarted: false }))).toBe("n4 starts");
    expect(sentence(handled({ kind: "boot", restarted: true }))).toBe("n4 restarts");
    expect(sentence(handled({ kind: "synced" }))).toBe("n4 fsync is done");
    expect(sentence(handled({ kind: "rpc-timeout", message: { ...message, from: "n4", to: "n2" } }))).toBe("n4 waits no longer for n2 to answer broadcast");
  });

  test("losses say why", () => {
    const lost = { number: 0, atUs: 0, kind: "lost", message, copy: 1 } as const;
    expect(sentence({ ...lost, why: "partition" })).toBe("broadcast 17 from n1 to n4 lost: partition");
    expect(sentence({ ...lost, copy: 2, why: "down" })).toBe("broadcast 17, copy 2, from n1 to n4 lost: the receiver is down");
    expect(describeEvent({ ...lost, why: "loss" }).where).toBe("n1→n4");
  });

  test("crashes count the writes that they cost", () => {
    const crash = { number: 0, atUs: 0, kind: "crashed", node: "n1" } as const;
    expect(sentence({ ...crash, lostWrites: 2 })).toBe("n1 crashes, 2 unsynced writes lost");
    expect(sentence({ ...crash, lostWrites: 1 })).toBe("n1 crashes, 1 unsynced write lost");
    expect(sentence({ ...crash, lostWrites: 0 })).toBe("n1 crashes");
  });

  test("clients ask, get, are refused, or do not know", () => {
    const completed = { number: 0, atUs: 0, kind: "completed", operation: 0, client: "c2" } as const;
    const reply = { number: 2, from: "n3", to: "c2", body: { type: "generate_ok", id: "n3-2", in_reply_to: 4 } };
    expect(sentence({ number: 0, atUs: 0, kind: "invoked", operation: 0, client: "c2", message: { number: 1, from: "c2", to: "n3", body: { type: "generate", msg_id: 4 } } })).toBe("c2 asks n3 for generate");
    expect(sentence({ ...completed, type: "ok", message: reply })).toBe("c2 gets generate_ok n3-2 from n3");
    expect(sentence({ ...completed, type: "fail", message: { ...reply, body: { type: "error", code: 11 } } })).toBe("c2 is refused: error 11 temporarily-unavailable from n3");
    expect(sentence({ ...completed, type: "info", message: null })).toBe("c2 gets no answer");
  });

  test("partitions, heals and clocks", () => {
    expect(sentence({ number: 0, atUs: 0, kind: "partitioned", sides: [["n1"], ["n2", "n3"]] })).toBe("The network splits: n1 cut off from n2, n3");
    expect(sidesWords([Array.from({ length: 12 }, (_, index) => `n${index + 1}`), ["n13", "n25"]])).toBe("n1 to n12 cut off from n13, n25");
    expect(sidesInShort([["n1", "n3"], ["n2", "n4", "n5"]])).toBe("2 nodes cut off from 3");
    expect(sentence({ number: 0, atUs: 0, kind: "clock-jumped", node: "n5", byMs: -1500 })).toBe("n5 clock jumps by −1,500 ms");
  });

  test("cuts, weather, pauses, slow nodes, drifting clocks, services and torn entries", () => {
    expect(underFire().events.filter(({ kind }) => kind !== "handled").map(sentence)).toEqual([
      "The network changes: messages take about 20 ms, seldom much more; 5 % lost, 0 % doubled",
      "The network is cut: nothing from n1 reaches n2, n3",
      "lin-kv gets read x from n1",
      "n2 is paused",
      "n2 goes on after its pause",
      "n3 is slow: 5 ms for each handler",
      "The partition heals",
      "n3 clock gains 200 µs a second",
      "ping from n1 to n3 lost: the receiver's inbox is full",
      "n3 is paused",
      "n3 crashes, 1 unsynced write lost, the last entry of log torn",
    ]);
    expect(describeEvent({ number: 0, atUs: 0, kind: "slowed", node: "n1", service: null }).says).toBe("is as fast as before");
    expect(describeEvent({ number: 0, atUs: 0, kind: "clock-drifted", node: "n1", ppm: 0 }).says).toBe("clock keeps time again");
  });

  test("which ways are cut", () => {
    expect(linksWords([["n2", "n1"], ["n2", "n3"], ["n1", "n2"], ["n3", "n2"]])).toBe("n2 cut off from n1, n3");
    expect(linksWords([["n1", "n2"], ["n3", "n2"]])).toBe("nothing from n1, n3 reaches n2");
    expect(linksWords([["n1", "n2"], ["n3", "n4"]])).toBe("n1→n2, n3→n4 cut");
    expect(linksWords(["n1", "n2", "n3", "n4"].flatMap((from) => ["n5", "n6"].map((to) => [from, to] as const)))).toBe("8 ways cut");
  });

  test("what came of it: the answer, what was sent on, what was written", () => {
    const events = lostBroadcast().events;
    const told = (number: number) => describeEvent(events[number] as TraceEvent, lostBroadcast()).then;
    expect(told(2)).toBe("answers broadcast_ok, sends gossip to n2, n3 and n4");
    const generate = duplicateId().events[2] as TraceEvent;
    expect(describeEvent(generate, duplicateId()).then).toBe("answers generate_ok n3-1, writes to disk");
    expect(describeEvent(handled({ kind: "synced" }, { failed: true })).then).toBe("the program fails here");
  });
});

describe("values in words", () => {
  test("one field is its value; more are named; the envelope is left away", () => {
    expect(bodyWords({ type: "generate", msg_id: 1 })).toBe("generate");
    expect(bodyWords({ type: "read_ok", messages: [3, 9], in_reply_to: 1 })).toBe("read_ok [3, 9]");
    expect(bodyWords({ type: "vote", term: 4, granted: true })).toBe("vote term 4, granted true");
    expect(bodyWords({ type: "read_ok", messages: Array.from({ length: 24 }, (_, index) => index) })).toBe("read_ok 24 values");
    expect(bodyWords({ type: "error", code: 1234, text: "mine" })).toBe("error 1234: mine");
    expect(bodyWords(null)).toBe("null");
    expect(messageType([1])).toBe("message");
  });

  test("nothing gets long", () => {
    const long = "x".repeat(5_000);
    expect(valueWords(long).length).toBeLessThanOrEqual(28);
    expect(bodyWords({ type: long, a: long, b: { c: long } }).length).toBeLessThanOrEqual(64);
    expect(valueWords({ deep: [long] }).length).toBeLessThanOrEqual(28);
    expect(didWords({ kind: "logged", text: long }).length).toBeLessThan(90);
  });

  test("times in milliseconds", () => {
    expect(timeWords(0)).toBe("0 ms");
    expect(timeWords(131_000)).toBe("131 ms");
    expect(timeWords(19_400_000)).toBe("19,400 ms");
    expect(timeWords(131_456)).toBe("131.5 ms");
    expect(timeWords(1_234)).toBe("1.23 ms");
  });
});
