import { expect, test } from "vitest";
import { verdictHeading } from "./verdict-heading";

const heading = (type: Parameters<typeof verdictHeading>[0], score: number, right: number, of: number, taken = right) =>
  verdictHeading(type, { score, parts: { right, of }, taken: Array.from({ length: taken }, (_, index) => String(index)) });

test("full credit is right, whatever the type", () => {
  expect(heading("mcq", 1, 1, 1)).toBe("Right");
  expect(heading("order", 1, 7, 7)).toBe("Right");
});

test("partial credit says what it counts", () => {
  expect(heading("multi", 0.33, 2, 3, 3)).toBe("Partly right: 2 of 3 taken, 1 too many");
  expect(heading("multi", 0.67, 2, 3)).toBe("Partly right: 2 of 3 taken");
  expect(heading("order", 0.7, 5, 7)).toBe("Partly right: 5 of 7 pairs in order");
  expect(heading("match", 0.5, 2, 4)).toBe("Partly right: 2 of 4 joined");
  expect(heading("numeric", 0.5, 0, 1)).toBe("Near: half credit");
  expect(heading("cloze", 0.67, 2, 3)).toBe("Partly right: 2 of 3 blanks");
  expect(heading("free-text", 0.6, 2, 3)).toBe("Partly right: 2 of 3 ideas found");
  expect(heading("trace", 0.6, 2, 4)).toBe("Partly right: 2 of 4 cells");
  expect(heading("hotspot", 0.5, 2, 2, 3)).toBe("Partly right: 2 of 2 parts found, 1 too many");
  expect(heading("diagram", 0.6, 3, 5)).toBe("Partly right: 3 of 5 requirements met");
  expect(heading("scenario", 0.5, 0, 1)).toBe("Workable: half credit");
});

test("no credit is said plainly", () => {
  expect(heading("mcq", 0, 0, 1)).toBe("Not right");
  expect(heading("numeric", 0, 0, 1)).toBe("Not right");
  expect(heading("hotspot", 0, 0, 1, 1)).toBe("Not right");
  expect(heading("match", 0, 0, 4)).toBe("Not right: 0 of 4 joined");
});
