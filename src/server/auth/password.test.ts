import { describe, expect, test } from "vitest";
import { HASHES_AT_ONCE_MAX, HASHES_WAITING_MAX, hashPassword, isPassword } from "./password";
import { TurnstileFull } from "./turnstile";

describe("password", () => {
  test("is kept as a salted scrypt hash of the decided cost, and known again", async () => {
    const [first, second] = await Promise.all([hashPassword("three white horses"), hashPassword("three white horses")]);
    expect(first).toMatch(/^scrypt\$131072\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(second).not.toBe(first);
    expect(await isPassword("three white horses", first)).toBe(true);
    expect(await isPassword("three white horse", first)).toBe(false);
  });

  test("is the same however its letters are composed", async () => {
    expect(await isPassword("cafe\u0301 au lait", await hashPassword("caf\u00e9 au lait"))).toBe(true);
  });

  test("nobody's hash takes as long as somebody's, and never matches", async () => {
    const hash = await hashPassword("three white horses");
    // Of computing: the clock would also tell what else the machine does.
    const timed = async (stored: string | null) => {
      const before = process.cpuUsage();
      expect(await isPassword("four white horses", stored)).toBe(false);
      return process.cpuUsage(before).user;
    };
    const [somebody, nobody] = [await timed(hash), await timed(null)];
    expect(nobody).toBeGreaterThan(somebody / 4);
  });

  test("refuses a stored hash that is not ours or asks for too much", async () => {
    await expect(isPassword("x", "md5$abc")).rejects.toThrow("not in our format");
    await expect(isPassword("x", "scrypt$1073741824$8$1$c2FsdA$a2V5")).rejects.toThrow("not in our format");
  });

  test("a crowd is turned away instead of exhausting the memory", async () => {
    const crowd = Array.from({ length: HASHES_AT_ONCE_MAX + HASHES_WAITING_MAX + 1 }, () =>
      // A cheap hash: what is tested is the queue.
      isPassword("x", "scrypt$16384$8$1$c2FsdHNhbHQ$a2V5"),
    );
    const outcomes = await Promise.allSettled(crowd);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(TurnstileFull);
  });
});
