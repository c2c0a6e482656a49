/** Goal: what is exported is well-formed QTI 3.0 that scores as we do, and what cannot be said is named. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { SaxesParser } from "saxes";
import { afterAll, describe, expect, test, vi } from "vitest";
import { itemOf } from "@/cli/content/qti/item";
import { manifest } from "@/cli/content/qti/manifest";
import { qti } from "@/cli/content/qti";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise } from "@/domain/exercises/exercise";
import { makeShingles } from "@/server/catalog/shingles";
import { cloze, diagram, freeText, match, mcq, multi, numeric, order, scenario, trace } from "../support/exercise-fixtures";

vi.setConfig({ testTimeout: 120_000 });

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Parses strictly, with namespaces: anything that is not well-formed throws. */
function parse(xml: string): Node {
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (problem) => {
    throw problem;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const node: Node = { name, attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])), children: [], text: "" };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("text", (text) => {
    for (const node of open) node.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return root.children[0] as Node;
}

const all = (node: Node, name: string): Node[] => [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
const one = (node: Node, name: string): Node => {
  const found = all(node, name);
  expect(found, name).toHaveLength(1);
  return found[0] as Node;
};

function exported(exercise: Exercise, seed = "a seed"): string | null {
  const drawn = drawVariant(exercise, seed);
  if (!drawn.ok) throw new Error(drawn.error.say);
  return itemOf(exercise, drawn.value, "x_item");
}
const itemFor = (exercise: Exercise): Node => parse(exported(exercise) ?? "");

const hotspot: Exercise = {
  ...mcq,
  id: "c.x-hotspot",
  type: "hotspot",
  figure: { kind: "graph", caption: "A <chain> & more", nodes: [{ id: "a", label: "First", column: 0, row: 0 }, { id: "b", label: "Second", column: 1, row: 0 }], edges: [{ from: "a", to: "b" }] },
  among: "boxes",
  right: ["b"],
  mistakes: [{ part: "a", say: "Words about a." }],
};

const INTERACTIONS: readonly [Exercise, string, string][] = [
  [mcq, "qti-choice-interaction", "identifier"],
  [multi, "qti-choice-interaction", "identifier"],
  [scenario, "qti-choice-interaction", "identifier"],
  [hotspot, "qti-choice-interaction", "identifier"],
  [order, "qti-order-interaction", "identifier"],
  [match, "qti-match-interaction", "directedPair"],
  [numeric, "qti-text-entry-interaction", "float"],
];

describe.each(INTERACTIONS)("$type", (exercise, interaction, baseType) => {
  const item = itemFor(exercise);
  test("is an item of QTI 3.0 with its interaction bound to its response", () => {
    expect([item.name, item.attributes.xmlns]).toEqual(["qti-assessment-item", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"]);
    expect(item.attributes).toMatchObject({ identifier: "x_item", title: exercise.title, adaptive: "false", "time-dependent": "false" });
    const declared = one(item, "qti-response-declaration");
    expect(declared.attributes["base-type"]).toBe(baseType);
    expect(one(item, interaction).attributes["response-identifier"]).toBe(declared.attributes.identifier);
  });

  test("its parts stand in the order of the schema", () => {
    const order = ["qti-response-declaration", "qti-outcome-declaration", "qti-item-body", "qti-response-processing", "qti-modal-feedback"];
    const places = item.children.map(({ name }) => order.indexOf(name));
    expect(places).toEqual([...places].sort());
    expect(places).not.toContain(-1);
  });

  test("each feedback that is set is there, and each that is there is set", () => {
    const set = all(one(item, "qti-response-processing"), "qti-set-outcome-value").filter(({ attributes }) => attributes.identifier === "FEEDBACK");
    const shown = all(item, "qti-modal-feedback").map(({ attributes }) => attributes.identifier);
    expect(new Set(set.map((each) => all(each, "qti-base-value")[0]?.text))).toEqual(new Set(shown));
    expect(shown).toContain("road");
    expect(new Set(shown).size).toBe(shown.length);
  });
});

const credits = (item: Node) => Object.fromEntries(all(item, "qti-map-entry").map(({ attributes }) => [attributes["map-key"], Number(attributes["mapped-value"])]));

test("credit is mapped as it is given here", () => {
  expect(Object.values(credits(itemFor(mcq)))).toEqual([1]);
  expect(Object.values(credits(itemFor(scenario))).sort()).toEqual([0.5, 1]);
  const right = multi.options.filter((option) => option.right).length;
  for (const { id, right: isRight } of multi.options) expect(credits(itemFor(multi))[`o_${id}`]).toBeCloseTo(isRight ? 1 / right : -1 / right);
  expect(one(itemFor(multi), "qti-mapping").attributes).toMatchObject({ "lower-bound": "0", "upper-bound": "1" });
  const pairs = Object.entries(match.pairs);
  expect(credits(itemFor(match))).toEqual(Object.fromEntries(pairs.map(([left, other]) => [`l_${left} r_${other}`, 1 / pairs.length])));
});

test("a number is judged in full, then by its mistakes, then half", () => {
  const drawn = drawVariant(numeric, "a seed");
  if (!drawn.ok) throw new Error("not drawn");
  const item = itemFor(numeric);
  const [chain] = all(one(item, "qti-response-processing"), "qti-response-condition");
  const kinds = chain?.children.map((branch) => all(branch, "qti-set-outcome-value").map(({ attributes }) => attributes.identifier).join());
  expect(kinds?.[0]).toBe("SCORE");
  expect(kinds?.slice(1, -1).every((kind) => kind === "FEEDBACK")).toBe(true);
  expect(kinds?.at(-1)).toBe("SCORE");
  const [from, to] = all(chain?.children[0] as Node, "qti-base-value").map(({ text }) => Number(text));
  expect(from).toBeLessThanOrEqual(drawn.value.truth);
  expect(to).toBeGreaterThanOrEqual(drawn.value.truth);
  expect(item.text).not.toContain("{{");
});

test("each blank of a cloze has its own response, and their credit sums to one", () => {
  const item = itemFor(cloze);
  const names = all(item, "qti-response-declaration").map(({ attributes }) => attributes.identifier);
  const places = [...all(item, "qti-text-entry-interaction"), ...all(item, "qti-inline-choice-interaction")].map(({ attributes }) => attributes["response-identifier"]);
  expect([...places].sort()).toEqual([...names].sort());
  expect(names).toHaveLength(cloze.blanks.length);
  expect(item.text).not.toContain("[[");
  for (const mapping of all(item, "qti-mapping")) expect(Number(mapping.children[0]?.attributes["mapped-value"])).toBeCloseTo(1 / names.length);
});

test("an order is credited pair by pair", () => {
  const item = itemFor(order);
  const added = all(one(item, "qti-response-processing"), "qti-sum").map((sum) => Number(all(sum, "qti-base-value")[0]?.text));
  expect(added.filter((share) => share > 0).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
});

test("what QTI cannot say is not said", () => {
  for (const exercise of [trace, diagram, freeText]) expect(exported(exercise)).toBeNull();
});

test("signs of XML in a text stay signs of the text", () => {
  const wild: Exercise = { ...mcq, title: `"a" < b & 'c'`, prompt: "Is `x < y && z` more than $a < b$, see [here](https://example.org/?a=1&b=2)?\n\nNext line." };
  const item = itemFor(wild);
  expect(item.attributes.title).toBe(wild.title);
  expect(item.text).toContain("x < y && z");
  expect(item.text).toContain("a < b");
  expect(one(item, "a").attributes).toEqual({ href: "https://example.org/?a=1&b=2" });
  expect(() => parse("<a><b></a>")).toThrow();
});

test("the manifest names every item and the licence", () => {
  const root = parse(manifest([{ name: "x_one", href: "items/x_one.xml" }]));
  expect(one(root, "schema").text + one(root, "schemaversion").text).toBe("QTI Package3.0.0");
  expect(one(root, "resource").attributes).toMatchObject({ type: "imsqti_item_xmlv3p0", href: "items/x_one.xml" });
  expect(one(root, "lom:rights").text).toContain("MIT licence");
});

describe("the command", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "qti-"));
  const content = path.join(folder, "content");
  fs.cpSync(path.join(import.meta.dirname, "fixture"), content, { recursive: true });
  fs.writeFileSync(path.join(content, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test("writes each variant, and lists by name what it leaves out", () => {
    const out = path.join(folder, "out");
    const { text, isGood } = qti({ content, out, topic: undefined, variants: 3 });
    expect(isGood).toBe(true);
    const left = text.split("\n").filter((line) => line.startsWith("left out ")).map((line) => /\(([a-z-]+)\)/.exec(line)?.[1]);
    expect(left.sort()).toEqual(["diagram", "free-text", "trace"]);
    const files = fs.readdirSync(path.join(out, "items"));
    expect(files.filter((name) => /\.[123]\.xml$/.test(name))).toHaveLength(3);
    for (const file of files) expect(parse(fs.readFileSync(path.join(out, "items", file), "utf8")).attributes.identifier).toBe(file.replace(/\.xml$/, ""));
    const listed = all(parse(fs.readFileSync(path.join(out, "imsmanifest.xml"), "utf8")), "resource").map(({ attributes }) => path.basename(attributes.href ?? ""));
    expect(listed.sort()).toEqual(files.sort());
    expect(text).toContain(`${files.length} items of 9 exercises, 3 left out`);
  });

  test("refuses what it does not know", () => {
    expect(qti({ content, out: path.join(folder, "no"), topic: "nowhere", variants: 1 }).isGood).toBe(false);
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/cli/content.ts", "qti", "--out", folder, "--variants", "0"], { encoding: "utf8" });
    expect([status, stderr.includes("Usage")]).toEqual([2, true]);
  });
});
