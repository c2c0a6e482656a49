/**
 * The rules of CONTENT's section on generators for every generator that is registered: 1,000 seeds each. A generator's
 * own test shows that its oracle is right; this one shows that its worlds are worth asking about.
 */
import { describe, expect, test } from "vitest";
import { describeFigure, type Figure } from "../figure";
import { cellCredit, cellText, NONE, readCell } from "./cell-values";
import { differingMutants, generate, type Generated, MUTANTS_DIFFERING_MIN } from "./generate";
import { type AnyGenerator, CELLS_MAX } from "./generator";
import { readParams } from "./params";
import { generators } from "./registry";

const SEEDS = 1000;
const WORLDS_MIN = 200;
const MUTANT_SHARE_MIN = 0.3;
const SAME_ANSWER_MAX = 0.6;
const ASK_LENGTH_MAX = 80;
const SAY = [20, 260] as const;

/** What a phone shows without scrolling in two directions. */
const PHONE = { facts: 8, rows: 14, columns: 5, processes: 4, events: 12, logs: 7, entries: 10, ring: 14, clients: 4, operations: 10, nodes: 12, svg: 4096 };

function drawAll(generator: AnyGenerator): Generated[] {
  const params = readParams(generator.params, {});
  if (!params.ok) throw new Error(params.error);
  return Array.from({ length: SEEDS }, (_, seed) => {
    const generated = generate(generator, params.value, `seed ${seed}`);
    if (!generated.ok) throw new Error(generated.error);
    return generated.value;
  });
}

function tooLarge(figure: Figure): string | null {
  const over = (what: keyof typeof PHONE, count: number) => (count > PHONE[what] ? `${count} ${what}, at most ${PHONE[what]}` : null);
  switch (figure.kind) {
    case "facts":
      return over("facts", figure.facts.length);
    case "table":
      return over("rows", figure.rows.length) ?? over("columns", figure.columns.length);
    case "timeline":
      return over("processes", figure.processes.length) ?? over("events", figure.events.length);
    case "logs":
      return over("logs", figure.logs.length) ?? over("entries", Math.max(...figure.logs.map(({ entries }) => entries.length)));
    case "ring":
      return over("ring", figure.nodes.length + figure.keys.length);
    case "history":
      return over("clients", figure.clients.length) ?? over("operations", figure.operations.length);
    case "graph":
      return over("nodes", figure.nodes.length);
    case "svg":
      return over("svg", figure.svg.length);
  }
}

const shareOfCommonest = (values: readonly string[]): [number, string] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, count] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ["", 0]);
  return [count / values.length, value];
};

test("there are generators, each under its own name", () => {
  expect(generators.size).toBeGreaterThanOrEqual(6);
  for (const [name, generator] of generators) expect(name).toBe(generator.name);
});

describe.each([...generators.values()].map((generator) => ({ name: generator.name, generator })))("$name", ({ generator }) => {
  const all = drawAll(generator);
  const { name, mutants } = generator;

  test("has a kebab name, and at least two mutants with words for a thinking person", () => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(Object.keys(mutants).length).toBeGreaterThanOrEqual(MUTANTS_DIFFERING_MIN);
    const said = Object.entries(mutants).map(([mutant, { say }]) => {
      expect(mutant).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(say.length >= SAY[0] && say.length <= SAY[1], `${mutant}: ${say.length} characters`).toBe(true);
      expect(say).not.toMatch(/^(wrong|incorrect|no[,.]|correct[,.!]|right[,.!]|well done)/i);
      return say;
    });
    expect(new Set(said).size).toBe(said.length);
  });

  test("the same seed gives the same world, and 1,000 seeds give at least 200 different ones", () => {
    expect(drawAll(generator).slice(0, 20)).toEqual(all.slice(0, 20));
    expect(new Set(all.map(({ world }) => JSON.stringify(world))).size).toBeGreaterThanOrEqual(WORLDS_MIN);
  });

  test("every mutant is wrong about at least 30 % of the worlds, and two about each", () => {
    const seen = all.map((generated) => differingMutants(generator, generated));
    for (const differing of seen) expect(differing.length).toBeGreaterThanOrEqual(MUTANTS_DIFFERING_MIN);
    for (const mutant of Object.keys(mutants)) {
      const share = seen.filter((differing) => differing.includes(mutant)).length / SEEDS;
      expect(share, mutant).toBeGreaterThanOrEqual(MUTANT_SHARE_MIN);
    }
  });

  test("no answer and no value of a cell comes up in more than 60 %", () => {
    const [answerShare, answer] = shareOfCommonest(all.map(({ truth }) => JSON.stringify(truth)));
    expect(answerShare, answer).toBeLessThanOrEqual(SAME_ANSWER_MAX);
    const values = all.flatMap(({ truth }) => Object.values(truth).map((value) => JSON.stringify(value)));
    const [valueShare, value] = shareOfCommonest(values);
    expect(valueShare, value).toBeLessThanOrEqual(SAME_ANSWER_MAX);
  });

  test("every cell has a value in its form, which reads back as it is printed", () => {
    for (const { cells, truth, world } of all) {
      expect(cells.length >= 1 && cells.length <= CELLS_MAX).toBe(true);
      expect(Object.keys(truth).sort()).toEqual(cells.map(({ id }) => id).sort());
      for (const { id, ask, form } of cells) {
        expect(ask.length).toBeLessThanOrEqual(ASK_LENGTH_MAX);
        const value = truth[id];
        if (value === undefined) throw new Error(`${id} has no value in ${JSON.stringify(world)}`);
        const read = readCell(form, cellText(form, value));
        expect(read.ok && read.value !== null && cellCredit(form, read.value, value), `${id} in ${JSON.stringify(world)}`).toBe(1);
        if ("choices" in form) for (const choice of form.choices) expect(form.kind === "word" ? choice : choice.replace(/[\s,;]|^none$/gi, "")).toBe(choice);
        if ("choices" in form) expect(form.choices).not.toContain(NONE);
      }
    }
  });

  test("right values given leave all others as they are, and wrong ones never throw", () => {
    for (const [index, { world, truth, cells }] of all.slice(0, 200).entries()) {
      expect(generator.solve(world, truth)).toEqual(truth);
      const wrong = all[(index * 7 + 1) % all.length] as Generated;
      const given = Object.fromEntries(
        cells.flatMap(({ id, form }) => {
          const read = readCell(form, cellText(form, Object.values(wrong.truth)[0] ?? ""));
          return read.ok && read.value !== null ? [[id, read.value]] : [];
        }),
      );
      for (const solve of [generator.solve, ...Object.values(mutants).map((mutant) => mutant.solve)]) {
        expect(Object.keys(solve(world, given)).sort()).toEqual(cells.map(({ id }) => id).sort());
      }
    }
  });

  test("the world fits on a phone, can be told in words, and has a road of sentences", () => {
    for (const { world } of all.slice(0, 200)) {
      const figures = generator.show(world);
      expect(figures.length).toBeGreaterThanOrEqual(1);
      for (const figure of figures) {
        expect(tooLarge(figure)).toBeNull();
        for (const sentence of describeFigure(figure)) expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      }
      for (const step of generator.road?.(world) ?? []) expect(step).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
