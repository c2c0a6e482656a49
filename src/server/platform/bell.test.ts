import { describe, expect, test } from "vitest";
import { makeBell } from "./bell";

const LONG_MS = 60_000;

describe("a bell", () => {
  test("that rang before is heard at once, and once", async () => {
    const bell = makeBell();
    bell.ring();
    bell.ring();
    await bell.wait(LONG_MS);
    const second = await Promise.race([bell.wait(30).then(() => "waited"), new Promise((resolve) => setImmediate(resolve, "still waits"))]);
    expect(second).toBe("still waits");
  });

  test("is heard while one waits", async () => {
    const bell = makeBell();
    const waiting = bell.wait(LONG_MS);
    bell.ring();
    await waiting;
  });

  test("is not waited for longer than was said", async () => {
    await makeBell().wait(5);
  });

  test("is not waited for when one is called away", async () => {
    const leave = new AbortController();
    const waiting = makeBell().wait(LONG_MS, leave.signal);
    leave.abort();
    await waiting;
    await makeBell().wait(LONG_MS, leave.signal);
  });
});
