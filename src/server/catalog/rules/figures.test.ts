import { expect, test } from "vitest";
import { faultOf } from "./figures";

const svg = (inner: string, attributes = 'viewBox="0 0 10 10"') => faultOf({ kind: "svg", caption: "c", alt: "What it shows, in words.", svg: `<svg ${attributes}>${inner}</svg>` });

test("a clean drawing passes", () => {
  expect(svg('<title>Two boxes</title><g fill="none" stroke="currentColor"><rect x="1" y="1" width="3" height="3"/></g>')).toBeNull();
});

test.each([
  ["<rect/>", "the drawing has no <title>"],
  ["<title>a</title><script>x</script>", "the drawing holds <script>"],
  ["<title>a</title><foreignObject/>", "the drawing holds <foreignObject>"],
  ["<title>a</title><image/>", "the drawing holds <image>"],
  ['<title>a</title><g onclick="x"/>', "the drawing holds the attribute onclick"],
  ['<title>a</title><g style="x"/>', "the drawing holds the attribute style"],
  ["<title>a</title><g\nonload = x />", "the drawing holds the attribute onload"],
  ['<title>a</title><g fill="url(https://example.org/a)"/>', "the drawing points outside"],
  ["<title>a</title><!-- x -->", "the drawing holds a declaration or a comment"],
])("%s", (inner, fault) => {
  expect(svg(inner)).toBe(fault);
});

test("what is spoken of must be there", () => {
  const events = [{ id: "a1", process: 0, marked: false }];
  expect(faultOf({ kind: "timeline", caption: "c", processes: ["P1"], events, messages: [{ id: "m1", from: "a1", to: "b1" }] })).toBe("there is no event b1");
  expect(faultOf({ kind: "table", caption: "c", columns: ["a", "b"], rows: [["1"]] })).toBe("a row has not as many places as there are columns");
  expect(faultOf({ kind: "history", caption: "c", clients: ["A"], operations: [{ id: "o", client: 0, from: 3, to: 2, words: "read" }] })).toBe("an operation ends before it begins");
});
