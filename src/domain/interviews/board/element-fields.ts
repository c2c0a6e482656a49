/** Which fields an element of each type has, what may stand in them, and which of them change only together. */
import { isFractionalIndex } from "./fractional-index";

/** Of one freehand stroke: what a quick hand draws in half a minute. Whole, it still fits a frame. */
export const STROKE_POINTS_MAX = 3_000;
export const LINE_POINTS_MAX = 500;
export const TEXT_CHARS_MAX = 10_000;
export const LINK_CHARS_MAX = 2_000;
export const LIST_MEMBERS_MAX = 200;
/** Excalidraw draws no further out. */
export const COORDINATE_MAX = 10_000_000;
const NAME_CHARS_MAX = 64;

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;

const text = (charsMax: number): Check => (value) => typeof value === "string" && value.length <= charsMax;
const number: Check = (value) => typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= COORDINATE_MAX;
const seed: Check = (value) => Number.isSafeInteger(value);
const boolean: Check = (value) => typeof value === "boolean";
const list = (member: Check, max: number): Check => (value) => Array.isArray(value) && value.length <= max && value.every(member);
const orNull = (check: Check): Check => (value) => value === null || check(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (checks: Checks): Check => (value) => isObject(value) && Object.entries(checks).every(([field, check]) => check(value[field]));

const point: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(number);
const name = text(NAME_CHARS_MAX);
const binding = objectOf({ elementId: name, focus: number, gap: number });
const fixedSegment = objectOf({ start: point, end: point, index: number });
/** What a click may open: never a script. */
const link: Check = (value) => text(LINK_CHARS_MAX)(value) && /^(https?:\/\/|mailto:)/i.test(value as string);

interface Shape {
  /** An element of the type has all of them. */
  readonly required: Checks;
  /** Null and absent are the same. */
  readonly optional: Checks;
  /** Fields that change together (B4). */
  readonly groups: readonly (readonly string[])[];
}

const BASE: Omit<Shape, "groups"> = {
  required: {
    index: (value) => typeof value === "string" && isFractionalIndex(value),
    isDeleted: boolean,
    x: number, y: number, width: number, height: number, angle: number,
    strokeColor: name, backgroundColor: name, fillStyle: name, strokeWidth: number, strokeStyle: name, roughness: number, opacity: number,
    seed,
    groupIds: list(name, LIST_MEMBERS_MAX),
  },
  optional: {
    roundness: objectOf({ type: number }),
    frameId: name,
    boundElements: list(objectOf({ id: name, type: name }), LIST_MEMBERS_MAX),
    link,
    locked: boolean,
    customData: isObject,
  },
};

const LINE_GEOMETRY = ["x", "y", "width", "height", "angle", "points", "startBinding", "endBinding", "lastCommittedPoint", "elbowed", "fixedSegments", "startIsSpecial", "endIsSpecial"];
/** Not `x`, `y` and `angle`: a stroke of a thousand points is moved with two numbers. */
const STROKE_GEOMETRY = ["points", "pressures", "simulatePressure", "width", "height", "lastCommittedPoint"];
const WORDS = ["text", "originalText", "width", "height", "autoResize", "fontSize", "fontFamily", "lineHeight"];

const shape = (required: Checks, optional: Checks, ...groups: string[][]): Shape => ({
  required: { ...BASE.required, ...required },
  optional: { ...BASE.optional, ...optional },
  groups,
});

const BOX = shape({}, {});
const LINE = shape(
  { points: list(point, LINE_POINTS_MAX) },
  { lastCommittedPoint: point, startBinding: binding, endBinding: binding, startArrowhead: name, endArrowhead: name, elbowed: boolean, fixedSegments: list(fixedSegment, LINE_POINTS_MAX), startIsSpecial: boolean, endIsSpecial: boolean },
  LINE_GEOMETRY,
);

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ["rectangle", BOX],
  ["diamond", BOX],
  ["ellipse", BOX],
  ["line", LINE],
  ["arrow", LINE],
  ["freedraw", shape({ points: list(point, STROKE_POINTS_MAX), pressures: list(number, STROKE_POINTS_MAX), simulatePressure: boolean }, { lastCommittedPoint: point }, STROKE_GEOMETRY)],
  ["text", shape({ text: text(TEXT_CHARS_MAX), originalText: text(TEXT_CHARS_MAX), fontSize: number, fontFamily: number, textAlign: name, verticalAlign: name, autoResize: boolean, lineHeight: number }, { containerId: name }, WORDS)],
]);

/** Lists that are sets by id: members are put in and taken out one by one (B6). */
export const LIST_FIELDS: readonly string[] = ["boundElements", "groupIds"];

const NONE: readonly string[] = [];
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([...SHAPES].map(([type, { required, optional }]) => [type, [...Object.keys(required), ...Object.keys(optional)]]));
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([...SHAPES].map(([type, { required }]) => [type, Object.keys(required)]));

/** True for a type of element that a board may hold. */
export const isKnownType = (type: string): boolean => SHAPES.has(type);

/** The fields of a type that travel, `id` and `type` aside. */
export const fieldsOf = (type: string): readonly string[] => FIELDS.get(type) ?? NONE;

/** The fields of a type that an element cannot be without, `id` and `type` aside. */
export const requiredFieldsOf = (type: string): readonly string[] => REQUIRED.get(type) ?? NONE;

/** The fields that change together with this one; empty: it changes alone. */
export const groupOf = (type: string, field: string): readonly string[] => SHAPES.get(type)?.groups.find((group) => group.includes(field)) ?? NONE;

/** True if `value` may stand in `field` of an element of the type. */
export function fieldAccepts(type: string, field: string, value: unknown): boolean {
  const known = SHAPES.get(type);
  if (known === undefined) return false;
  if (Object.hasOwn(known.required, field)) return (known.required[field] as Check)(value);
  return Object.hasOwn(known.optional, field) && orNull(known.optional[field] as Check)(value);
}
