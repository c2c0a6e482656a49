import { describe, expect, test } from "vitest";
import { type BroadcastEvent, checkDeliveryOrder } from "./broadcast-order";

/** "n1 b a" broadcasts, "n1 d a" delivers. */
const events = (...texts: string[]): BroadcastEvent[] =>
  texts.map((text) => {
    const [process = "", kind, message = ""] = text.split(" ");
    return { process, kind: kind === "b" ? "broadcast" : "deliver", message };
  });
const said = (order: "fifo" | "causal" | "total", ...texts: string[]) => checkDeliveryOrder(events(...texts), order).findings.map(({ says }) => says);

describe("FIFO", () => {
  test("wants the messages of one sender in its order, and without gaps", () => {
    expect(said("fifo", "n1 b a", "n1 b c", "n2 d a", "n2 d c")).toEqual([]);
    expect(said("fifo", "n1 b a", "n1 b c", "n2 d c", "n2 d a")).toEqual(["n2 delivered c before a, which comes first."]);
    expect(said("fifo", "n1 b a", "n1 b c", "n2 d c")).toEqual(["n2 delivered c before a, which comes first."]);
  });

  test("says nothing of messages of two senders", () => {
    expect(said("fifo", "n1 b a", "n2 d a", "n2 b c", "n3 d c", "n3 d a")).toEqual([]);
  });
});

describe("causal order", () => {
  const question = ["n1 b ask", "n2 d ask", "n2 b answer"];

  test("wants a message after what its sender had delivered", () => {
    expect(said("causal", ...question, "n3 d ask", "n3 d answer")).toEqual([]);
    expect(said("causal", ...question, "n3 d answer", "n3 d ask")).toEqual(["n3 delivered answer before ask, which comes first."]);
  });

  test("tells by which broadcasts the one led to the other", () => {
    const { findings } = checkDeliveryOrder(events(...question, "n3 d ask", "n3 d answer", "n3 b thanks", "n4 d thanks"), "causal");
    expect(findings).toEqual([
      { pattern: "causal-order", says: "n4 delivered thanks before ask, which comes first.", steps: [{ from: "ask", to: "thanks", because: "n3 had delivered ask when it broadcast thanks" }], at: 6 },
    ]);
    const far = checkDeliveryOrder(events(...question, "n3 d answer", "n3 b thanks", "n4 d thanks"), "causal").findings;
    expect(far.at(-1)?.steps).toEqual([
      { from: "ask", to: "answer", because: "n2 had delivered ask when it broadcast answer" },
      { from: "answer", to: "thanks", because: "n3 had delivered answer when it broadcast thanks" },
    ]);
  });

  test("permits any order of messages that do not know of each other", () => {
    expect(said("causal", "n1 b a", "n2 b c", "n3 d a", "n3 d c", "n4 d c", "n4 d a")).toEqual([]);
  });

  test("holds for the own messages of a sender", () => {
    expect(said("causal", "n1 b a", "n1 b c", "n2 d c")).toHaveLength(1);
  });
});

describe("total order", () => {
  test("wants every log to be the beginning of the longest", () => {
    expect(said("total", "n1 b a", "n2 b c", "n1 d a", "n1 d c", "n2 d a")).toEqual([]);
    expect(said("total", "n1 b a", "n2 b c", "n1 d a", "n1 d c", "n2 d c", "n2 d a")).toEqual(["Delivery 1 of n2 was c, and of n1 a."]);
    expect(said("total", "n1 b a", "n2 b c", "n1 d a", "n1 d c", "n2 d c")).toEqual(["Delivery 1 of n2 was c, and of n1 a."]);
  });
});

test("nothing is delivered twice, or from nowhere", () => {
  expect(said("causal", "n1 b a", "n2 d a", "n2 d a")).toEqual(["n2 delivered a twice."]);
  expect(said("fifo", "n2 d a")).toEqual(["n2 delivered a, which nobody broadcast."]);
});

test("ten thousand messages of ten senders are followed in one pass", () => {
  const senders = Array.from({ length: 10 }, (_, index) => `n${index}`);
  const all = Array.from({ length: 10_000 }, (_, index): BroadcastEvent[] => [
    { process: senders[index % 10] as string, kind: "broadcast", message: `m${index}` },
    ...senders.map((process): BroadcastEvent => ({ process, kind: "deliver", message: `m${index}` })),
  ]).flat();
  expect(checkDeliveryOrder(all, "causal").verdict).toBe("valid");
});
