/** One variant of an exercise as a QTI 3.0 assessment item, for the types that QTI can say. */
import { fullBand } from "@/domain/exercises/credit";
import type { Exercise, MatchExercise, NumericExercise, NumericVariant, OrderExercise, Variant } from "@/domain/exercises/exercise";
import type { ClozeExercise } from "@/domain/exercises/cloze";
import { fillNames } from "@/domain/exercises/fill-names";
import { type HotspotExercise, hotspotParts } from "@/domain/exercises/hotspot";
import { compileNumeric, mistakeValues } from "@/domain/exercises/numeric-program";
import { requiredPairs } from "@/domain/exercises/order-pairs";
import { block, figureXhtml, inline } from "./body";
import { mapped, outcomeDeclarations, responseDeclaration } from "./declarations";
import { addScore, between, equals, firstOf, floorScore, holds, say, setScore, stands, value, when } from "./processing";
import { document, element, escapeXml, identifier } from "./xml";

const NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
const SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd";
const RESPONSE = "RESPONSE";
/** Shown to everyone after the answer. */
const ROAD = "road";

/** What differs between the types. */
interface Parts {
  readonly declarations: readonly string[];
  readonly interaction: string;
  readonly processing: readonly string[];
  readonly feedback: readonly { readonly id: string; readonly text: string }[];
}

/** The item as XML; null for a type that QTI cannot say. */
export function itemOf(exercise: Exercise, variant: Variant, name: string): string | null {
  const parts = partsOf(exercise, variant);
  if (parts === null) return null;
  const filled = (text: string) => (variant.type === "numeric" ? fillNames(text, variant.values) : text);
  const figure = exercise.figure === undefined ? "" : figureXhtml(exercise.figure);
  const body = element("qti-item-body", {}, element("div", {}, block(filled(exercise.prompt)), figure), parts.interaction);
  const feedback = [...parts.feedback, { id: ROAD, text: exercise.explain }].map(({ id, text }) => modalFeedback(id, filled(text)));
  const attributes = { xmlns: NAMESPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation": `${NAMESPACE} ${SCHEMA}`, identifier: name, title: exercise.title, "xml:lang": "en", adaptive: false, "time-dependent": false };
  const processing = element("qti-response-processing", {}, ...parts.processing, say(ROAD));
  return document(element("qti-assessment-item", attributes, ...parts.declarations, outcomeDeclarations(), body, processing, ...feedback));
}

const modalFeedback = (id: string, text: string): string =>
  element("qti-modal-feedback", { "outcome-identifier": "FEEDBACK", identifier: id, "show-hide": "show" }, element("qti-content-body", {}, block(text)));

function partsOf(exercise: Exercise, variant: Variant): Parts | null {
  switch (exercise.type) {
    case "mcq":
      return choose(exercise.options.map((option) => ({ ...option, credit: option.right ? 1 : 0 })), "single");
    case "scenario":
      return choose(exercise.options.map((option) => ({ ...option, credit: option.score })), "single");
    case "multi": {
      const share = 1 / exercise.options.filter(({ right }) => right).length;
      return choose(exercise.options.map((option) => ({ ...option, credit: option.right ? share : -share })), "multiple");
    }
    case "hotspot":
      return choose(partsOfHotspot(exercise), exercise.right.length > 1 ? "multiple" : "single", figureXhtml(exercise.figure));
    case "order":
      return putInOrder(exercise);
    case "match":
      return matchPairs(exercise);
    case "numeric":
      return variant.type === "numeric" ? typeNumber(exercise, variant) : null;
    case "cloze":
      return fillBlanks(exercise);
    case "trace":
    case "diagram":
    case "free-text":
      return null;
  }
}

interface Option {
  readonly id: string;
  readonly text: string;
  readonly credit: number;
  readonly say: string | null;
}

/** The parts of a figure in words: where its picture lies on a screen is for the player to know. */
function partsOfHotspot(exercise: HotspotExercise): Option[] {
  const share = 1 / exercise.right.length;
  return hotspotParts(exercise).map(({ id, words }) => ({
    id,
    text: words,
    credit: exercise.right.includes(id) ? share : exercise.right.length > 1 ? -share : 0,
    say: exercise.mistakes.find(({ part }) => part === id)?.say ?? null,
  }));
}

function choose(options: readonly Option[], cardinality: "single" | "multiple", before = ""): Parts {
  const idOf = (id: string) => identifier("o", id);
  const credits = options.filter(({ credit }) => credit !== 0).map(({ id, credit }) => ({ key: idOf(id), credit }));
  const best = Math.max(...options.map(({ credit }) => credit));
  const right = options.filter(({ credit }) => credit === best).map(({ id }) => idOf(id));
  const choices = options.map(({ id, text }) => element("qti-simple-choice", { identifier: idOf(id) }, inline(text)));
  const feedback = options.flatMap((option) => (option.say === null ? [] : [{ id: identifier("say", option.id), text: option.say, of: idOf(option.id) }]));
  return {
    declarations: [responseDeclaration({ name: RESPONSE, cardinality, baseType: "identifier", right, credits })],
    interaction: before + element("qti-choice-interaction", { "response-identifier": RESPONSE, shuffle: true, "max-choices": cardinality === "single" ? 1 : 0 }, ...choices),
    processing: [setScore(mapped(RESPONSE)), ...feedback.map(({ id, of }) => when(cardinality === "single" ? equals(RESPONSE, of) : holds(RESPONSE, of), say(id)))],
    feedback,
  };
}

/** Each required pair that is kept counts, and each decoy costs one item's share: as the domain grades it. */
function putInOrder({ items, before, mistakes }: OrderExercise): Parts {
  const idOf = (id: string) => identifier("i", id);
  const pairs = requiredPairs(before);
  const isBefore = (first: string, second: string) => stands(RESPONSE, idOf(first), idOf(second), items.length);
  const decoys = items.filter(({ unused }) => unused);
  const roads = mistakes.map(({ when: [put, instead], say: text }) => ({ id: identifier("say", `${put}.${instead}`), text, condition: isBefore(put, instead) }));
  const strays = decoys.map(({ id, say: text }) => ({ id: identifier("say", id), text: text ?? "", condition: holds(RESPONSE, idOf(id)) }));
  const right = items.filter(({ unused }) => !unused).map(({ id }) => id).sort((one, other) => orderOf(pairs, one) - orderOf(pairs, other));
  const choices = items.map(({ id, text }) => element("qti-simple-choice", { identifier: idOf(id) }, inline(text)));
  return {
    declarations: [responseDeclaration({ name: RESPONSE, cardinality: "ordered", baseType: "identifier", right: right.map(idOf) })],
    interaction: element("qti-order-interaction", { "response-identifier": RESPONSE, shuffle: true, ...(decoys.length > 0 ? { "min-choices": 1, "max-choices": items.length } : {}) }, ...choices),
    processing: [
      ...pairs.map(([first, second]) => when(isBefore(first, second), addScore(1 / pairs.length))),
      ...strays.map(({ condition, id }) => when(condition, addScore(-1 / items.length), say(id))),
      floorScore(),
      ...roads.map(({ condition, id }) => when(condition, say(id))),
    ],
    feedback: [...roads, ...strays],
  };
}

/** How many must come before: all pairs are there, transitive ones too, so that this sorts them. */
const orderOf = (pairs: readonly (readonly [string, string])[], id: string): number => pairs.filter(([, later]) => later === id).length;

function matchPairs({ left, right, pairs, mistakes }: MatchExercise): Parts {
  const pair = (one: string, other: string) => `${identifier("l", one)} ${identifier("r", other)}`;
  const keys = Object.entries(pairs).map(([one, other]) => pair(one, other));
  const set = (prefix: string, things: readonly { id: string; text: string }[], most: number) =>
    element("qti-simple-match-set", {}, ...things.map(({ id, text }) => element("qti-simple-associable-choice", { identifier: identifier(prefix, id), "match-max": most }, inline(text))));
  const feedback = mistakes.map(({ left: one, right: other, say: text }) => ({ id: identifier("say", `${one}.${other}`), text, key: pair(one, other) }));
  const decoys = right
    .filter(({ decoy }) => decoy)
    .map(({ id, say: text }) => ({ id: identifier("say", id), text: text ?? "", keys: left.map((one) => pair(one.id, id)) }));
  const paired = (key: string) => holds(RESPONSE, key, "directedPair");
  return {
    declarations: [responseDeclaration({ name: RESPONSE, cardinality: "multiple", baseType: "directedPair", right: keys, credits: keys.map((key) => ({ key, credit: 1 / keys.length })) })],
    interaction: element("qti-match-interaction", { "response-identifier": RESPONSE, shuffle: true, "max-associations": left.length }, set("l", left, 1), set("r", right, left.length)),
    processing: [setScore(mapped(RESPONSE)), ...feedback.map(({ id, key }) => when(paired(key), say(id))), ...decoys.flatMap(({ id, keys: wrong }) => wrong.map((key) => when(paired(key), say(id))))],
    feedback: [...feedback, ...decoys],
  };
}

/** Full credit first, then the wrong roads, then half credit: as the domain grades it. */
function typeNumber(exercise: NumericExercise, variant: NumericVariant): Parts {
  const { credit, mistakes, answer } = exercise;
  const program = compileNumeric(exercise);
  const values = program.ok ? mistakeValues(program.value, variant) : [];
  const bandOf = (truth: number, width: "full" | "half") => fullBand(credit.kind === "exact" ? credit : { ...credit, full: credit[width] }, truth);
  const within = (truth: number, width: "full" | "half") => between(RESPONSE, bandOf(truth, width).from, bandOf(truth, width).to);
  const roads = mistakes.flatMap(({ say: text }, index) => {
    const reached = values[index] ?? null;
    return reached === null ? [] : [{ id: identifier("say", String(index + 1)), text, condition: within(reached, "full") }];
  });
  const half = credit.kind === "exact" ? [] : [{ condition: within(variant.truth, "half"), actions: [setScore(value("float", 0.5))] }];
  return {
    declarations: [responseDeclaration({ name: RESPONSE, cardinality: "single", baseType: "float", right: [variant.truth] })],
    interaction: `<p>${element("qti-text-entry-interaction", { "response-identifier": RESPONSE, "expected-length": 12 })} ${escapeXml(answer.unit)}</p>`,
    processing: [firstOf([{ condition: within(variant.truth, "full"), actions: [setScore(value("float", 1))] }, ...roads.map(({ condition, id }) => ({ condition, actions: [say(id)] })), ...half])],
    feedback: roads,
  };
}

function fillBlanks({ text, blanks }: ClozeExercise): Parts {
  const credit = 1 / blanks.length;
  const nameOf = (id: string) => identifier(RESPONSE, id);
  const places = new Map(blanks.map((blank) => {
    const given = { "response-identifier": nameOf(blank.id) };
    const choices = blank.kind === "chosen" ? blank.choices.map((choice) => element("qti-inline-choice", { identifier: identifier("c", choice.id) }, escapeXml(choice.text))) : [];
    return [blank.id, blank.kind === "chosen" ? element("qti-inline-choice-interaction", { ...given, shuffle: true }, ...choices) : element("qti-text-entry-interaction", given)];
  }));
  const said = blanks.flatMap((blank) =>
    blank.kind === "chosen"
      ? blank.choices.flatMap(({ id, say: words }) => (words === null ? [] : [{ id: identifier("say", `${blank.id}.${id}`), text: words, condition: equals(nameOf(blank.id), identifier("c", id)) }]))
      : blank.mistakes.map(({ given, say: words }, index) => ({
          id: identifier("say", `${blank.id}.${index + 1}`),
          text: words,
          condition: element("qti-or", {}, ...given.map((typed) => element("qti-string-match", { "case-sensitive": false }, element("qti-variable", { identifier: nameOf(blank.id) }), value("string", escapeXml(typed))))),
        })),
  );
  return {
    declarations: blanks.map((blank) => {
      const texts = blank.kind === "chosen" ? blank.choices.filter(({ right }) => right).map(({ id }) => identifier("c", id)) : blank.accept;
      return responseDeclaration({ name: nameOf(blank.id), cardinality: "single", baseType: blank.kind === "chosen" ? "identifier" : "string", right: texts.slice(0, 1), credits: texts.map((key) => ({ key, credit })) });
    }),
    interaction: text.split(/\n\s*\n/).map((paragraph) => `<p>${paragraph.split(/\[\[([a-z0-9-]+)\]\]/).map((piece, index) => (index % 2 === 0 ? inline(piece) : (places.get(piece) ?? ""))).join("")}</p>`).join(""),
    processing: [setScore(element("qti-sum", {}, ...blanks.map(({ id }) => mapped(nameOf(id))))), ...said.map(({ condition, id }) => when(condition, say(id)))],
    feedback: said,
  };
}
