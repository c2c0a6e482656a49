/** E6: what makes a card one question with one answer. */
import type { CardFile } from "@/contracts/content/card";
import { citeList } from "@/contracts/content/text";
import type { ContentTree, Finding, Path } from "../content-tree";
import { plainText, wordsOf } from "../text";
import { faceOf, type Findings, forEachCard, forEachConcept } from "./rule";

const FACE = [24, 220] as const;
const BACK = [3, 320] as const;
const WHY = [15, 200] as const;
const STEP = [5, 90] as const;
const TWIN_SHARE = 0.7;
/** Below this many words, front and back may be alike by chance. */
const ALIKE_WORDS_MIN = 7;
const ACCEPT_LETTERS_MIN = 3;

const YES_NO = /^(is|are|was|were|does|do|did|can|could|will|would|should|has|have|had|may|must)\b/i;
const TRUE_FALSE = /\b(is it true|true or false)\b/i;
const ENUMERATION =
  /\b(list|enumerate|name)\s+(the|all|three|four|five|six|seven|eight|some)\b|what are the (two|three|four|five|six|seven|eight|main|types|steps|phases|properties|advantages)/i;
const NEGATIVE = /\b(except|not true|incorrect)\b/i;
const LIST_ITEM = /^\s*([-*] |\d+\. )/m;

/** Lengths of what is shown, and what kind of question it asks. */
export const cardFaces = forEachCard((card, path, findings) => {
  const field = [...path, card.kind === "cloze" ? "text" : "front"];
  findings.length("E6.front", field, card.id, faceOf(card), FACE);
  if (card.why !== undefined) findings.length("E6.why", [...path, "why"], `${card.id} why`, card.why, WHY);
  const face = plainText(faceOf(card));
  const asks = (code: string, message: string) => findings.error(code, field, `${card.id}: ${message}`);
  if ((card.kind === "basic" || card.kind === "type-in") && YES_NO.test(face)) asks("E6.yesno", "can be answered with yes or no");
  if (TRUE_FALSE.test(face)) asks("E6.yesno", "asks whether something is true");
  if (ENUMERATION.test(face)) asks("E6.enumeration", "asks for a list");
  if (NEGATIVE.test(face)) asks("E6.negative", "asks for what does not hold");
});

/** What belongs to each kind of card. */
export const cardKinds = forEachCard((card, path, findings) => {
  if (card.kind === "basic" || card.kind === "type-in") checkBack(card, path, findings);
  if (card.kind === "cloze") checkCloze(card, path, findings);
  if (card.kind === "type-in") checkAccept(card, path, findings);
  if (card.kind === "sequence") checkSteps(card, path, findings);
});

type CardOf<K extends CardFile["kind"]> = Extract<CardFile, { kind: K }>;

function checkBack(card: CardOf<"basic" | "type-in">, path: Path, findings: Findings): void {
  const field = [...path, "back"];
  findings.length("E6.back", field, `${card.id} back`, card.back, BACK);
  if (LIST_ITEM.test(card.back)) findings.error("E6.list", field, `${card.id}: a list in the back`);
  const [front, back] = [wordsOf(card.front), wordsOf(card.back)];
  if (back.length >= ALIKE_WORDS_MIN && front.join() === back.join()) {
    findings.error("E6.leak", field, `${card.id}: front and back are alike`);
  }
}

function checkCloze(card: CardOf<"cloze">, path: Path, findings: Findings): void {
  const field = [...path, "text"];
  const blanks = [...card.text.matchAll(/\{\{([^}]*)\}\}/g)];
  const [blank] = blanks;
  if (blank === undefined || blanks.length > 1) return findings.error("E6.cloze", field, `${card.id}: ${blanks.length} blanks, exactly 1 is asked`);
  const answer = wordsOf((blank[1] ?? "").split("::")[0] ?? "").join(" ");
  const rest = wordsOf(card.text.replace(blank[0], " ")).join(" ");
  if (answer === "") return findings.error("E6.cloze", field, `${card.id}: the blank is empty`);
  if (` ${rest} `.includes(` ${answer} `)) findings.error("E6.leak", field, `${card.id}: the answer stands in the rest of the text`);
}

function checkAccept(card: CardOf<"type-in">, path: Path, findings: Findings): void {
  const front = plainText(card.front).toLowerCase();
  card.accept.forEach((answer, index) => {
    const field = [...path, "accept", index];
    if (answer.length >= ACCEPT_LETTERS_MIN && front.includes(answer.toLowerCase())) {
      findings.error("E6.leak", field, `${card.id}: an accepted answer stands in the front`);
    }
  });
  if (card.compare === "number" && !card.accept.some((answer) => Number.isFinite(Number(answer)))) {
    findings.error("E6.accept", [...path, "accept"], `${card.id}: compared as numbers, and no accepted answer is a bare number`);
  }
  if (card.tolerance !== undefined && card.compare !== "number") {
    findings.error("E6.accept", [...path, "tolerance"], `${card.id}: tolerance needs compare: number`);
  }
}

function checkSteps(card: CardOf<"sequence">, path: Path, findings: Findings): void {
  card.steps.forEach((step, index) => findings.length("E6.steps", [...path, "steps", index], `${card.id} step`, step, STEP));
  if (new Set(card.steps).size !== card.steps.length) findings.error("E6.steps", [...path, "steps"], `${card.id}: two steps are alike`);
}

/** What a role promises. */
export const cardRoles = forEachCard((card, path, findings, concept) => {
  if (card.role === "contrast" && card.versus === undefined) {
    findings.error("E6.contrast", path, `${card.id}: a contrast card needs versus, the concept it is told apart from`);
  }
  if (card.role !== "number") return;
  if (card.why === undefined) findings.error("E6.number", path, `${card.id}: a number card says in why what the number decides`);
  const read = concept.references.filter(({ value }) => value.checked === "text" || value.checked === "quoted");
  const isRead = citeList(card.cite).some((id) => read.some(({ value }) => value.id === id));
  if (!isRead && card.arithmetic !== true) {
    findings.error("E6.number", [...path, "cite"], `${card.id}: the reference of a number was not read (or say arithmetic: true)`);
  }
});

/** A core concept asks why, and tells apart. */
export const roleMix = forEachConcept((concept, findings) => {
  if (concept.head.tier !== "core") return;
  const has = (...roles: string[]) => concept.cards.some(({ value }) => roles.includes(value.role));
  if (!has("why", "failure")) findings.error("E6.mix", ["cards"], "a core concept needs a card of role why or failure");
  if (!has("contrast", "caution")) findings.error("E6.mix", ["cards"], "a core concept needs a card of role contrast or caution");
});

/** No two fronts of the tree share 70 % of their words or more. The later one is reported, of one file alone if `only` names it. */
export const twinFronts = (tree: ContentTree, only?: string): Finding[] => {
  const seen: { id: string; words: ReadonlySet<string> }[] = [];
  const check = forEachCard((card, path, findings, { file }) => {
    const words = new Set(wordsOf(faceOf(card)));
    for (const other of only === undefined || only === file ? seen : []) {
      const share = sharedWords(words, other.words);
      if (share < TWIN_SHARE) continue;
      const percent = Math.round(share * 100);
      findings.error("E6.twin", path, `${card.id} shares ${percent} % of the words of its front with ${other.id}`);
    }
    seen.push({ id: card.id, words });
  });
  return check(tree);
};

/** Words in both, as a share of words in either. */
function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (Math.min(one.size, other.size) < TWIN_SHARE * Math.max(one.size, other.size)) return 0;
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return both / (one.size + other.size - both);
}
