import { expect, test } from "vitest";
import { JOIN_CODE_BYTES, joinCodeFrom, readJoinCode, spellJoinCode } from "./join-code";

const bytes = (first: number) => Uint8Array.from({ length: JOIN_CODE_BYTES }, (_, at) => (first + 7 * at) % 256);

test("a code reads as it was spelt, also typed by hand", () => {
  const code = joinCodeFrom(bytes(3));
  expect(spellJoinCode(code)).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  expect(readJoinCode(spellJoinCode(code))).toBe(code);
  expect(readJoinCode(` ${code.slice(0, 3).toLowerCase()} – ${code.slice(3).toLowerCase()} `)).toBe(code);
});

test("every sign is equally likely", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const sign = joinCodeFrom(new Uint8Array(JOIN_CODE_BYTES).fill(byte)).charAt(0);
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect(counts.size).toBe(32);
  expect(new Set(counts.values())).toEqual(new Set([8]));
});

test("signs that look alike are one", () => {
  expect(readJoinCode("oOiIlL0123")).toBe("0011110123");
});

test.each(["", "K7QF2", "K7QF2-M9XR4X", "K7QF2-M9XRU", "K7QF2/M9XR4"])("%j is no code", (typed) => {
  expect(readJoinCode(typed)).toBeNull();
});
