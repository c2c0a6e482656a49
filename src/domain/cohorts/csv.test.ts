import { expect, test } from "vitest";
import { csvCell, csvText } from "./csv";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "=HYPERLINK(\"https://example.org\")"])("%j computes nothing", (text) => {
  expect(csvCell(text)).toBe(`"'${text.replaceAll('"', '""')}"`);
});

test.each(["Ada", "a=b", "1-1", " =1", "", "'=1"])("%j stays as it is", (text) => {
  expect(csvCell(text)).toBe(`"${text}"`);
});

test("quotes are doubled and separators stay within their cell, whichever a spreadsheet uses", () => {
  expect(csvCell('O\'Neil, "Tip"; =1\nnext')).toBe('"O\'Neil, ""Tip""; =1\nnext"');
});

test("a number stays a number, also below zero, and what is unknown is empty", () => {
  expect([csvCell(-0.5), csvCell(12), csvCell(null)]).toEqual(["-0.5", "12", ""]);
});

test("the text says that it is UTF-8, and ends each line as RFC 4180 does", () => {
  expect(csvText([["learner", "reviews"], ["Žofie", 3]])).toBe('\uFEFF"learner","reviews"\r\n"Žofie",3\r\n');
});
