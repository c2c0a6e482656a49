/** Every interview scenario, looked at by means of its own: its numbers once more, its time, its rubric, its secrets. */
import { describe, expect, test } from "vitest";
import type { Scenario } from "@/domain/interviews/scenario";
import { loadCatalog } from "@/server/catalog/catalog";
import { wordsOf } from "@/server/catalog/text";

const catalog = loadCatalog("content");
const scenarios = [...catalog.scenarios.values()];

/** Shorter texts are labels, and may be alike. */
const SENTENCE_WORDS_MIN = 5;

/** The scenarios of the curriculum. */
const PROMISED = [
  ...["url-shortener", "news-feed", "chat-messaging", "web-search", "video-streaming", "shopping-cart", "bank-transfer", "payment-webhooks"],
  ...["fraud-detection", "cdn", "rate-limiter", "distributed-cache", "lock-service", "metrics-tracing", "job-scheduler", "etl-medallion"],
  ...["ad-click-aggregation", "multi-agent-research", "training-cluster", "collaborative-whiteboard", "kv-store", "message-queue"],
  ...["object-storage", "intrusion-detection"],
];

/** What a plain JavaScript function makes of a formula: the second opinion beside the product's own evaluator. */
function computed(formula: string, inputs: Readonly<Record<string, number>>): number {
  const { ceil, floor, sqrt, log } = Math;
  const known = { ceil, floor, sqrt, ln: log, ...inputs };
  const evaluate = new Function(...Object.keys(known), `return ${formula.replaceAll("^", "**")};`);
  return evaluate(...Object.values(known)) as number;
}

/** What a candidate reads from the start. */
const openTexts = ({ title, summary, prompt }: Scenario): string[] => [title, summary, prompt];

/** What waits to be released, or is never shown. */
const staffTexts = ({ facts, hints, followUps, phases, estimates, deepDives, commonMistakes, rubric }: Scenario): string[] => [
  ...facts.flatMap(({ label, text }) => [label, text]),
  ...hints.flatMap(({ text, when }) => [text, when]),
  ...followUps.map(({ text }) => text),
  ...phases.map(({ guide }) => guide),
  ...estimates.flatMap(({ target, decides }) => [target, decides]),
  ...deepDives.flatMap(({ question, points }) => [question, ...points]),
  ...commonMistakes,
  ...rubric.flatMap(({ levels }) => levels),
];

test("all of the curriculum's scenarios are there", () => {
  expect([...catalog.scenarios.keys()].sort()).toEqual([...PROMISED].sort());
});

test("they come in the order of their topics", () => {
  const places = scenarios.map(({ topicId }) => catalog.topics.findIndex(({ id }) => id === topicId));
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test("no two scenarios share a sentence: evidence is of the very interview", () => {
  const seen = new Map<string, string>();
  for (const scenario of scenarios) {
    const sentences = [...openTexts(scenario), ...staffTexts(scenario)].filter((text) => wordsOf(text).length >= SENTENCE_WORDS_MIN);
    for (const text of sentences) {
      const key = wordsOf(text).join(" ");
      expect(seen.get(key) ?? scenario.id, text).toBe(scenario.id);
      seen.set(key, scenario.id);
    }
  }
});

describe.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))("$id", ({ scenario }) => {
  test("its numbers are what plain JavaScript makes of the formulas", () => {
    for (const { target, inputs, formula, value, tolerance } of scenario.estimates) {
      const exact = computed(formula, inputs);
      expect(Math.abs(value - exact) / exact, `${target}: ${exact}`).toBeLessThanOrEqual(tolerance);
    }
  });

  test("its phases fill the time, and its follow-ups find theirs", () => {
    expect(scenario.phases.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(scenario.minutes);
    const names = scenario.phases.map(({ name }) => name);
    expect(scenario.followUps.filter(({ fromPhase }) => !names.includes(fromPhase))).toEqual([]);
  });

  test("its rubric has four levels of evidence, and cards for each line", () => {
    expect(scenario.rubric.length).toBeGreaterThanOrEqual(6);
    for (const { dimension, levels, concepts } of scenario.rubric) {
      expect(new Set(levels).size, dimension).toBe(4);
      expect(concepts.length, dimension).toBeGreaterThan(0);
      expect(concepts.filter((id) => !catalog.inventory.has(id)), dimension).toEqual([]);
    }
  });

  test("nothing that the staff holds back stands in what the candidate reads", () => {
    const open = openTexts(scenario).map((text) => wordsOf(text).join(" "));
    const held = staffTexts(scenario).map((text) => wordsOf(text).join(" "));
    expect(held.filter((text) => open.some((shown) => shown.includes(text)))).toEqual([]);
  });

  test("no text holds a mark of Markdown, for rooms show it as it is", () => {
    const marked = [...openTexts(scenario), ...staffTexts(scenario)].filter((text) => /[`*_#]|\]\(|\n/.test(text.trim()));
    expect(marked).toEqual([]);
  });

  test("it says where its claims come from, and how far that was checked", () => {
    expect(scenario.references.length).toBeGreaterThan(0);
    for (const { url, where } of scenario.references) expect([url.startsWith("https://"), where !== ""]).toEqual([true, true]);
  });
});
