import { describe, expect, test } from "vitest";
import { turnstile, TurnstileFull } from "./turnstile";

/** Work that waits to be let go, and says how many of it are going on. */
function workshop() {
  const doors: (() => void)[] = [];
  let working = 0;
  let most = 0;
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await new Promise<void>((resolve) => doors.push(resolve));
    working -= 1;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const finishOne = async () => {
    await settle();
    doors.shift()?.();
    await settle();
  };
  return { work, finishOne, working: () => working, most: () => most };
}

describe("turnstile", () => {
  test("lets no more through than it may, and the next when one leaves", async () => {
    const { work, finishOne, working, most } = workshop();
    const gate = turnstile({ insideMax: 2, waitingMax: 2 });
    const all = [gate.pass(work), gate.pass(work), gate.pass(work), gate.pass(work)];
    await finishOne();
    expect(working()).toBe(2);
    for (let left = 3; left > 0; left -= 1) await finishOne();
    await Promise.all(all);
    expect(most()).toBe(2);
    expect(working()).toBe(0);
  });

  test("turns away at once when the queue is full", async () => {
    const { work, finishOne } = workshop();
    const gate = turnstile({ insideMax: 1, waitingMax: 1 });
    const all = [gate.pass(work), gate.pass(work)];
    await expect(gate.pass(work)).rejects.toThrow(TurnstileFull);
    await finishOne();
    await finishOne();
    await Promise.all(all);
  });

  test("a failure leaves its place to the next", async () => {
    const gate = turnstile({ insideMax: 1, waitingMax: 1 });
    const failed = gate.pass(() => Promise.reject(new Error("no")));
    const next = gate.pass(() => Promise.resolve("yes"));
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("yes");
    expect(await gate.pass(() => Promise.resolve("again"))).toBe("again");
  });
});
