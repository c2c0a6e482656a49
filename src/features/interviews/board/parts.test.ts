import { expect, test } from "vitest";
import { drawOn } from "@/domain/interviews/board/draw-on";
import { EMPTY_BOARD } from "@/domain/interviews/board/board";
import type { BoardElement } from "@/domain/interviews/board/patch";
import { drawPart, PART_KINDS } from "./parts";

test.each(PART_KINDS)("a %s is one group of elements that a board takes, around the place it was put", (kind) => {
  let ids = 0;
  const elements = drawPart(kind, { x: 500, y: 300 }, () => `id${(ids += 1)}`);
  const whole = elements.map((element, at): BoardElement => ({ ...element, index: `a${at}`, isDeleted: false }));
  expect(drawOn(EMPTY_BOARD, whole.map((element) => ({ op: "put", element }))).ok).toBe(true);
  expect(new Set(elements.map(({ groupIds }) => String(groupIds))).size).toBe(1);
  expect(elements.filter(({ customData }) => customData !== undefined)).toHaveLength(1);
  expect(elements.find(({ type }) => type === "text")).toMatchObject({ text: kind });
  for (const { x, y } of elements) {
    expect(Math.abs((x as number) - 500)).toBeLessThan(80);
    expect(Math.abs((y as number) - 300)).toBeLessThan(60);
  }
});
