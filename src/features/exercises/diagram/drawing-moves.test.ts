import { describe, expect, test } from "vitest";
import { box, diagram, line } from "../../../../tests/support/exercise-fixtures";
import * as moves from "./drawing-moves";
import { readDrawing } from "./read-drawing";
import { BOX, linePath, middleOf, middleOfPath, placeAt, sheetSize } from "./sheet-layout";

const { sheet, start } = diagram;
const places = Array.from({ length: sheet.columns * sheet.rows }, (_, place) => ({ column: place % sheet.columns, row: Math.floor(place / sheet.columns) }));

describe("steps of drawing", () => {
  test("a box is added on the first free place, beside the one that is chosen", () => {
    expect(moves.addBox(sheet, start, "cache", null)?.box).toMatchObject({ kind: "cache", column: 1, row: 0 });
    expect(moves.addBox(sheet, start, "cache", box("db 1/1"))?.box).toMatchObject({ column: 2, row: 1 });
  });

  test("a full sheet takes no further box, and each box has an id of its own", () => {
    let drawing = start;
    for (let added = moves.addBox(sheet, drawing, "app", null); added !== null; added = moves.addBox(sheet, drawing, "app", null)) drawing = added.drawing;
    expect(drawing.boxes).toHaveLength(places.length);
    expect(new Set(drawing.boxes.map(({ id }) => id)).size).toBe(places.length);
  });

  test("an arrow key passes what stands in the way, and stops at the edge", () => {
    expect(moves.moveBy(sheet, start, "app", { column: 1, row: 0 }).boxes[1]).toMatchObject({ column: 2, row: 1 });
    expect(moves.moveBy(sheet, start, "client", { column: -1, row: 0 })).toBe(start);
    expect(moves.moveBy(sheet, start, "app", { column: 0, row: -1 })).toBe(start);
  });

  test("a box does not land on another one, and moves into a zone by its name", () => {
    expect(moves.moveTo(sheet, start, "db", { column: 0, row: 1 })).toBe(start);
    expect(moves.moveIntoZone(sheet, start, "db", "private").boxes[2]).toMatchObject({ column: 0, row: 2 });
  });

  test("a box goes with its lines, a line alone", () => {
    expect(moves.removeBox(start, "app")).toEqual({ boxes: [box("client 0/0"), box("db 1/1")], lines: [line("client>db")] });
    expect(moves.removeLine(start, line("client>db")).lines).toEqual([line("client>app"), line("app>db")]);
  });

  test("two boxes are joined once in each direction, and a line can be turned", () => {
    expect(moves.join(start, line("client>app"))).toBe(start);
    expect(moves.join(start, line("app>app"))).toBe(start);
    expect(moves.join(start, line("app>client")).lines).toHaveLength(4);
    expect(moves.turn(start, line("client>db")).lines).toContainEqual(line("db>client"));
  });
});

test("boxes of one kind are told apart by numbers, until they have names", () => {
  const two = { ...start, boxes: [...start.boxes, { ...box("b=app 2/1") }] };
  expect(two.boxes.map((one) => moves.labelOf(sheet, two, one))).toEqual(["Client", "App 1", "Database", "App 2"]);
  const named = moves.rename(two, "b", "Reports");
  expect(named.boxes.map((one) => moves.labelOf(sheet, named, one))).toEqual(["Client", "App", "Database", "Reports"]);
  expect(moves.boxInWords(sheet, named, named.boxes[3] ?? box("app 0/0"))).toBe("Reports (App): Public, row 2, column 3");
  expect(moves.boxInWords(sheet, start, start.boxes[1] ?? box("app 0/0"))).toBe("App: Public, row 2, column 1; lines to Database; lines from Client");
});

test("a point leads back to the place under it, and everything lies on the sheet", () => {
  const { width, height } = sheetSize(sheet);
  for (const place of places) {
    const middle = middleOf(sheet, place);
    expect(placeAt(sheet, middle)).toEqual(place);
    expect(placeAt(sheet, { x: middle.x + BOX.width / 2, y: middle.y + BOX.height / 2 })).toEqual(place);
    expect(middle.x + BOX.width / 2 < width && middle.y + BOX.height / 2 < height).toBe(true);
  }
  expect(placeAt(sheet, { x: -50, y: 9999 })).toEqual({ column: 0, row: sheet.rows - 1 });
});

test("a line bends around a box in its way, and two that lead to and fro do not lie on each other", () => {
  const row = { boxes: [box("client 0/0"), box("app 1/0"), box("db 2/0")], lines: [line("client>db")] };
  const around = linePath(sheet, row, line("client>db"));
  expect(around !== null && Math.abs(middleOfPath(around).y - middleOf(sheet, { column: 1, row: 0 }).y)).toBeGreaterThan(BOX.height / 2);
  const pair = { boxes: [box("client 0/0"), box("app 1/0")], lines: [line("client>app"), line("app>client")] };
  const [there, back] = pair.lines.map((one) => linePath(sheet, pair, one));
  expect(there && back && Math.abs(middleOfPath(there).y - middleOfPath(back).y)).toBeGreaterThan(8);
});

describe("a stored drawing", () => {
  test("comes back whole", () => expect(readDrawing(sheet, JSON.parse(JSON.stringify(diagram.accepted[1])))).toEqual(diagram.accepted[1]));

  test.each<[string, unknown]>([
    ["nothing", null],
    ["a list", []],
    ["boxes that are none", { boxes: [1], lines: [] }],
    ["a name that is too long", { boxes: [{ ...box("app 0/0"), name: "x".repeat(25) }], lines: [] }],
    ["half a column", { boxes: [{ ...box("app 0/0"), column: 0.5 }], lines: [] }],
    ["a foreign kind", { boxes: [box("queue 0/0")], lines: [] }],
    ["a line to nowhere", { boxes: [box("app 0/0")], lines: [line("app>db")] }],
    ["a line that is none", { boxes: [box("app 0/0")], lines: ["app>db"] }],
    ["more boxes than fit", { boxes: Array.from({ length: 15 }, (_, index) => box(`b${index}=app 0/0`)), lines: [] }],
  ])("is left alone if it holds %s", (_, value) => expect(readDrawing(sheet, value)).toBeNull());
});
