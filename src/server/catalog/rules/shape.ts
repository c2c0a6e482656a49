/** E1: names, lengths and counts that the shape alone does not say. */
import type { Tier } from "@/contracts/content/concept-file";
import type { ReadConcept } from "../content-tree";
import { wordsOf } from "../text";
import { type Findings, forAllExercises, forEachConcept } from "./rule";

const TITLE = [3, 60] as const;
const NOTE_WORDS = [80, 200] as const;
const EXERCISE_TITLE = [5, 60] as const;
const PROMPT = [40, 700] as const;
const EXPLAIN = [40, 600] as const;
const CORE_TYPES_MIN = 2;

/** How many cards and exercises a tier has, and from how many suggested cards on the concept list asks for it. */
const TIER_RULES: Readonly<Record<Tier, { cards: readonly [number, number]; exercises: readonly [number, number]; from: number }>> = {
  core: { cards: [4, 6], exercises: [3, Infinity], from: 3 },
  standard: { cards: [2, 3], exercises: [1, Infinity], from: 2 },
  reference: { cards: [1, 1], exercises: [1, 1], from: 0 },
};

/** A concept lies where its id and topic say. */
export const conceptNames = forEachConcept(({ head, name, folder }, findings) => {
  if (head.id !== undefined && head.id !== name) findings.error("E1.name", ["id"], `file name ${name} and id ${head.id} differ`);
  if (head.topic !== undefined && head.topic !== folder) {
    findings.error("E1.name", ["topic"], `folder ${folder} and topic ${head.topic} differ`);
  }
});

export const conceptShape = forEachConcept((concept, findings, tree) => {
  const { head } = concept;
  if (head.title !== undefined) findings.length("E1.title", ["title"], "title", head.title, TITLE);
  if (head.note !== undefined) checkNote(head.note, findings);
  if (head.tier === undefined) return;
  checkCounts(concept, head.tier, findings);
  const suggested = tree.inventory?.get(concept.name)?.suggestedCards ?? 0;
  const asked = (Object.keys(TIER_RULES) as Tier[]).find((tier) => suggested >= TIER_RULES[tier].from);
  if (asked !== undefined && TIER_RULES[asked].from > TIER_RULES[head.tier].from) {
    findings.error("E1.tier", ["tier"], `the concept list asks for ${asked}, and a tier is only ever raised`);
  }
});

function checkNote(note: string, findings: Findings): void {
  const [min, max] = NOTE_WORDS;
  const count = wordsOf(note).length;
  if (count < min || count > max) findings.error("E1.note", ["note"], `note has ${count} words, allowed ${min}-${max}`);
  const structured = /^\s*(?:#|[-*] |\d+\. ).*/m.exec(note)?.[0].trim();
  if (structured !== undefined) findings.error("E1.note", ["note"], "heading or list in the note", structured);
}

function checkCounts(concept: ReadConcept, tier: Tier, findings: Findings): void {
  const count = (field: "cards" | "exercises") => {
    const written = concept.raw[field];
    return Array.isArray(written) ? written.length : 0;
  };
  for (const field of ["cards", "exercises"] as const) {
    const [min, max] = TIER_RULES[tier][field];
    const allowed = max === Infinity ? `at least ${min}` : min === max ? String(min) : `${min}-${max}`;
    if (count(field) < min || count(field) > max) {
      findings.error("E1.count", [field], `${count(field)} ${field} in tier ${tier}, allowed ${allowed}`);
    }
  }
  if (tier !== "core") return;
  if (new Set(concept.exercises.map(({ value }) => value.type)).size < CORE_TYPES_MIN) {
    findings.error("E1.count", ["exercises"], "the exercises of a core concept are all of one type");
  }
  if (!concept.exercises.some(({ value }) => value.type === "numeric" || value.type === "trace")) {
    findings.error("E1.count", ["exercises"], "a core concept needs an exercise that is drawn from a seed");
  }
}

export const exerciseShape = forAllExercises((exercise, path, findings) => {
  findings.length("E1.title", [...path, "title"], `${exercise.id} title`, exercise.title, EXERCISE_TITLE);
  findings.length("E1.prompt", [...path, "prompt"], `${exercise.id} prompt`, exercise.prompt, PROMPT);
  findings.length("E1.explain", [...path, "explain"], `${exercise.id} explain`, exercise.explain, EXPLAIN);
});
