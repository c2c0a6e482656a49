/** What a QTI item declares: its responses with their keys and credits, and its outcomes. */
import { element } from "./xml";

interface Response {
  readonly name: string;
  readonly cardinality: "single" | "multiple" | "ordered";
  readonly baseType: "identifier" | "directedPair" | "string" | "float";
  readonly right: readonly (string | number)[];
  /** Credit by value; the sum stays between 0 and 1. */
  readonly credits?: readonly { readonly key: string; readonly credit: number }[];
}

export function responseDeclaration({ name, cardinality, baseType, right, credits }: Response): string {
  const correct = element("qti-correct-response", {}, ...right.map((each) => element("qti-value", {}, escapeValue(each))));
  return element("qti-response-declaration", { identifier: name, cardinality, "base-type": baseType }, correct, credits === undefined ? "" : mapping(credits, baseType));
}

function mapping(credits: NonNullable<Response["credits"]>, baseType: Response["baseType"]): string {
  const lower = baseType === "string" ? { "case-sensitive": false } : {};
  const entries = credits.map(({ key, credit }) => element("qti-map-entry", { "map-key": key, "mapped-value": credit, ...lower }));
  return element("qti-mapping", { "default-value": 0, "lower-bound": 0, "upper-bound": 1 }, ...entries);
}

export const mapped = (name: string): string => element("qti-map-response", { identifier: name });

export const outcomeDeclarations = (): string =>
  element("qti-outcome-declaration", { identifier: "SCORE", cardinality: "single", "base-type": "float", "normal-minimum": 0, "normal-maximum": 1 }, element("qti-default-value", {}, "<qti-value>0</qti-value>")) +
  element("qti-outcome-declaration", { identifier: "FEEDBACK", cardinality: "multiple", "base-type": "identifier" });

const escapeValue = (text: string | number): string => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");
