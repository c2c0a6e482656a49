/** What may be sent and stored, and how a value is shown. */
import { ObjectPrototype, CapturedTypeError, CapturedString, mapForEach, setForEach, BODY_CHARS_MAX, BODY_DEPTH_MAX, NAME_CHARS_MAX, DELAY_MS_MAX, STATE_DEPTH_MAX, STATE_ENTRIES_MAX, STATE_TEXT_MAX, create, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, apply, isArray, isFinite, stringify } from "./captured.js";

const PLAIN_WORDS = "Send numbers, texts, true, false, null, arrays and plain objects.";
const NOT_JSON = [
  [Map.prototype, "a Map", "Object.fromEntries(map) or [...map]"], [Set.prototype, "a Set", "[...set]"],
  [Promise.prototype, "a Promise", "its value, after await"], [Error.prototype, "an Error", "its message"],
  [WeakMap.prototype, "a WeakMap", "what it holds"], [WeakSet.prototype, "a WeakSet", "what it holds"],
  [RegExp.prototype, "a RegExp", "its source"], [ArrayBuffer.prototype, "an ArrayBuffer", "an array of numbers"],
  [getPrototypeOf(Int8Array.prototype), "a typed array", "an array of numbers"],
];

const wrong = (what, text) => {
  throw new CapturedTypeError(`${what}: ${text}`);
};

const kindOf = (value) => {
  if (value === null) return "null";
  if (isArray(value)) return "an array";
  const kind = typeof value;
  return kind === "undefined" ? "undefined" : kind === "object" ? "an object" : `a ${kind}`;
};

/** JSON would turn these into {} or null without a word, and the bug would show much later on another node. */
const checkJson = (what, value, depth) => {
  const kind = typeof value;
  if (kind === "string" || kind === "boolean" || value === null || (kind === "undefined" && depth > 0)) return;
  if (kind === "number") {
    if (!isFinite(value)) wrong(what, `${value} cannot be sent or stored.`);
    return;
  }
  if (kind !== "object") wrong(what, `${kindOf(value)} cannot be sent or stored. ${PLAIN_WORDS}`);
  if (depth >= BODY_DEPTH_MAX) wrong(what, `the value is nested more than ${BODY_DEPTH_MAX} deep, or contains itself.`);
  if (isArray(value)) {
    for (let at = 0; at < value.length; at++) checkPart(what, value[at], depth + 1);
    return;
  }
  const prototype = getPrototypeOf(value);
  if (prototype !== ObjectPrototype && prototype !== null) checkClass(what, prototype);
  for (const key in value) checkPart(what, value[key], depth + 1);
};

/** Most parts are plain texts and numbers; calls cost. */
const checkPart = (what, value, depth) => {
  if (typeof value !== "string" && !(typeof value === "number" && value - value === 0)) checkJson(what, value, depth);
};

const checkClass = (what, prototype) => {
  for (let at = prototype; at !== null; at = getPrototypeOf(at)) {
    for (const [known, name, instead] of NOT_JSON) {
      if (at === known) wrong(what, `${name} cannot be sent or stored. Use ${instead}.`);
    }
  }
};

const jsonText = (what, value) => {
  checkJson(what, value, 0);
  const text = stringify(value);
  if (typeof text !== "string") wrong(what, `the value has no JSON form. ${PLAIN_WORDS}`);
  if (text.length > BODY_CHARS_MAX) wrong(what, `the value is too large: ${text.length} characters of JSON, at most ${BODY_CHARS_MAX} are allowed.`);
  return text;
};

const checkName = (what, of, name) => {
  if (typeof name !== "string") wrong(what, `${of} must be a text, not ${kindOf(name)}.`);
  if (name.length === 0 || name.length > NAME_CHARS_MAX) wrong(what, `${of} must have 1 to ${NAME_CHARS_MAX} characters, not ${name.length}.`);
};

const checkDelay = (what, of, ms) => {
  if (typeof ms !== "number" || !(ms >= 0 && ms <= DELAY_MS_MAX)) {
    wrong(what, `${of} must be a number of milliseconds from 0 to ${DELAY_MS_MAX}, not ${typeof ms === "number" ? ms : kindOf(ms)}.`);
  }
};

/** A message body as JSON. */
const bodyText = (what, body) => {
  if (typeof body !== "object" || body === null || isArray(body)) wrong(what, `the body must be an object with a type, not ${kindOf(body)}.`);
  if (typeof body.type !== "string") wrong(what, `the body needs a type, a text such as { type: "ping" }; its type is ${kindOf(body.type)}.`);
  return jsonText(what, body);
};

/** The same without its closing brace and without the field `key`, which the caller adds. */
const openBodyText = (what, body, key) => {
  let text = bodyText(what, body);
  if (key in body) {
    const { [key]: _, ...rest } = body;
    text = jsonText(what, rest);
  }
  return text[0] === "{" && text.length > 2 ? text.slice(0, -1) : wrong(what, "the body must become an object in JSON.");
};

const clip = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const showFunction = (value) => {
  const name = getOwnPropertyDescriptor(value, "name");
  return { function: name && typeof name.value === "string" ? clip(name.value, STATE_TEXT_MAX) : "" };
};

/** Tells a Map or Set by whether its own method works on it: `instanceof` would ask the learner's objects. */
const entriesOf = (value, most) => {
  const list = [];
  const take = (entry) => {
    if (list.length <= most) list.push(entry);
  };
  try {
    apply(mapForEach, value, [(held, key) => take([key, held])]);
    return { name: "Map", list };
  } catch {
    try {
      apply(setForEach, value, [take]);
      return { name: "Set", list };
    } catch {
      return null;
    }
  }
};

/**
 * A picture of a value, made of JSON only. Looking must not change a node: it reads values, never getters or toJSON
 * (and there is no Proxy). `left` is what may still be drawn, in characters.
 */
const draw = (view, value, depth) => {
  view.left -= 8;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") {
    const text = clip(value, STATE_TEXT_MAX);
    view.left -= text.length;
    return text;
  }
  if (typeof value === "number") return isFinite(value) ? value : { number: `${value}` };
  if (typeof value === "function") return showFunction(value);
  if (typeof value !== "object") return { [typeof value]: typeof value === "undefined" ? "" : clip(CapturedString(value), STATE_TEXT_MAX) };
  if (view.path.includes(value)) return { circular: "" };
  if (depth >= STATE_DEPTH_MAX || view.left <= 0) return { more: "" };
  view.path.push(value);
  const drawn = isArray(value) ? drawList(view, value, depth) : drawObject(view, value, depth);
  view.path.pop();
  return drawn;
};

const drawList = (view, list, depth) => {
  const drawn = [];
  for (let at = 0; at < list.length; at++) {
    if (at >= STATE_ENTRIES_MAX || view.left <= 0) {
      drawn.push({ more: `${list.length - at}` });
      break;
    }
    const own = getOwnPropertyDescriptor(list, at);
    drawn.push(draw(view, own && "value" in own ? own.value : undefined, depth + 1));
  }
  return drawn;
};

const drawObject = (view, value, depth) => {
  const held = entriesOf(value, STATE_ENTRIES_MAX);
  if (held !== null) return { [held.name]: drawList(view, held.list, depth) };
  const drawn = create(null);
  let count = 0;
  for (const key of ownKeys(value)) {
    if (typeof key !== "string") continue;
    const own = getOwnPropertyDescriptor(value, key);
    if (!own.enumerable) continue;
    if (++count > STATE_ENTRIES_MAX || view.left <= 0) {
      drawn["…"] = { more: "" };
      break;
    }
    const name = clip(key, NAME_CHARS_MAX);
    view.left -= name.length;
    drawn[name] = "value" in own ? draw(view, own.value, depth + 1) : { getter: "" };
  }
  return drawn;
};

const show = (value, most) => {
  const text = stringify(draw({ left: most, path: [] }, value, 0));
  return text.length <= most ? text : stringify({ more: "" });
};

export { bodyText, checkDelay, checkName, clip, jsonText, kindOf, openBodyText, show, wrong };
