/** The parts of QTI response processing that the items use. */
import { element } from "./xml";

export const value = (baseType: string, text: string | number): string => element("qti-base-value", { "base-type": baseType }, String(text));
export const variable = (name: string): string => element("qti-variable", { identifier: name });
const setOutcome = (name: string, expression: string): string => element("qti-set-outcome-value", { identifier: name }, expression);

export const setScore = (expression: string): string => setOutcome("SCORE", expression);
export const addScore = (share: number): string => setScore(element("qti-sum", {}, variable("SCORE"), value("float", share)));
/** Shows a feedback beside those that are shown already. */
export const say = (feedback: string): string => setOutcome("FEEDBACK", element("qti-multiple", {}, variable("FEEDBACK"), value("identifier", feedback)));

export const when = (condition: string, ...actions: readonly string[]): string => element("qti-response-condition", {}, element("qti-response-if", {}, condition, ...actions));

/** The first of several conditions that holds. */
export const firstOf = (cases: readonly { readonly condition: string; readonly actions: readonly string[] }[]): string =>
  element(
    "qti-response-condition",
    {},
    ...cases.map(({ condition, actions }, index) => element(index === 0 ? "qti-response-if" : "qti-response-else-if", {}, condition, ...actions)),
  );

export const and = (...conditions: readonly string[]): string => element("qti-and", {}, ...conditions);
export const or = (...conditions: readonly string[]): string => element("qti-or", {}, ...conditions);
export const holds = (name: string, member: string, baseType = "identifier"): string => element("qti-member", {}, value(baseType, member), variable(name));
export const equals = (name: string, id: string): string => element("qti-match", {}, variable(name), value("identifier", id));
export const between = (name: string, from: number, to: number): string =>
  and(element("qti-gte", {}, variable(name), value("float", from)), element("qti-lte", {}, variable(name), value("float", to)));

/** Whether one item of an ordered response stands somewhere before another. */
export function stands(name: string, first: string, second: string, length: number): string {
  const at = (place: number, id: string) => element("qti-match", {}, element("qti-index", { n: place }, variable(name)), value("identifier", id));
  const places = Array.from({ length }, (_, index) => index + 1);
  return or(...places.flatMap((place) => places.filter((later) => later > place).map((later) => and(at(place, first), at(later, second)))));
}

/** No score below nothing. */
export const floorScore = (): string => when(element("qti-lt", {}, variable("SCORE"), value("float", 0)), setScore(value("float", 0)));
