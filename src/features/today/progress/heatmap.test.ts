import { describe, expect, test } from "vitest";
import { heatmap } from "./heatmap";

// 2026-11-20, a Friday
const TODAY = 20_777;

describe("heatmap", () => {
  const { cells, columns, months } = heatmap([{ day: TODAY, count: 10 }, { day: TODAY - 1, count: 1 }], TODAY, 182);

  test("ends with today, weeks begin on Monday, no day is lost", () => {
    expect(cells).toHaveLength(182);
    expect(cells.at(-1)).toEqual({ day: TODAY, count: 10, column: columns - 1, row: 4, level: 5 });
    expect(cells.every(({ row, column }, index) => index === 0 || row === 0 || column === cells[index - 1]?.column)).toBe(true);
    expect(columns).toBe(27);
  });

  test("a day with any review is never drawn as one without", () => {
    expect(cells.slice(-3).map(({ level }) => level)).toEqual([0, 1, 5]);
  });

  test("months are named once, where there is room", () => {
    expect(months.map(({ label }) => label.slice(0, 3))).toEqual(["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]);
    expect(months.every(({ column }, index) => index === 0 || column - (months[index - 1]?.column ?? 0) >= 3)).toBe(true);
  });
});
