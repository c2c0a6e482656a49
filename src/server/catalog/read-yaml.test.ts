import { expect, test } from "vitest";
import { readYaml } from "./read-yaml";

const TEXT = `id: a
list:
  - { id: one, say: "x" }
  - id: two
    say: "y"
note: |
  first line
  second line
`;

test.each([
  [["id"], undefined, 1],
  [["list"], undefined, 2],
  [["list", 0], undefined, 3],
  [["list", 1, "say"], undefined, 5],
  [["list", 1, "nothing"], undefined, 4],
  [["list", 7, "say"], undefined, 2],
  [["note"], undefined, 6],
  [["note"], "second", 8],
  [["note"], "not there", 6],
  [[], undefined, 1],
])("%j near %s is on line %d", (path, near, line) => {
  expect(readYaml("a.yaml", TEXT).source.lineOf(path as (string | number)[], near)).toBe(line);
});

test("errors know their line, and then there is no value", () => {
  const { value, errors } = readYaml("a.yaml", "id: a\nid: b\nlist: [1, 2\n");
  expect(value).toBeUndefined();
  expect(errors.map(({ line }) => line)).toEqual([2, 4]);
});

test("words that YAML once took for truth values are words", () => {
  expect(readYaml("a.yaml", "yes: no\non: off\n").value).toEqual({ yes: "no", on: "off" });
});
