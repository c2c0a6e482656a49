/** Reads what came out of a node. It was made beside the learner's program, so nothing about it is taken for granted. */
import { err, ok, type Result } from "../kernel/result";
import type { Json } from "./message";
import {
  BODY_CHARS_MAX, BODY_DEPTH_MAX, DELAY_MS_MAX, type Effect, EFFECTS_MAX, LOG_CHARS_MAX, NAME_CHARS_MAX, type ProgramFailure,
  REPLY_CHARS_MAX, REPLY_SEPARATOR, STATE_CHARS_MAX,
} from "./node-host";

export interface NodeReply {
  /** The text of the effects: what the trace hash is made of. */
  readonly effectsText: string;
  readonly effects: readonly Effect[];
  readonly failure: ProgramFailure | null;
  /** The node's `env.state`, where it was asked for. */
  readonly memory: Json;
}

const FAILURE_KINDS: readonly string[] = ["threw", "no-program", "out-of-gas", "out-of-memory", "stack-overflow", "bad-effect", "engine"];
const FRAMES_MAX = 20;
const WORDS_MAX = 2_000;

/** The reply, or what is wrong with it as a failure of the program. */
export function readReply(text: string): Result<NodeReply, ProgramFailure> {
  if (text.length > REPLY_CHARS_MAX) return bad(`One handler asked for more than ${REPLY_CHARS_MAX} characters of effects. Send less at once.`);
  const [effectsText = "", failureText = "", stateText = ""] = text.split(REPLY_SEPARATOR);
  const effects = parsed(effectsText);
  if (!Array.isArray(effects)) return bad("The effects of a handler cannot be read.");
  if (effects.length > EFFECTS_MAX) return bad(`One handler asked for more than ${EFFECTS_MAX} effects. Send less at once.`);
  for (const effect of effects) {
    const fault = effectFault(effect);
    if (fault !== null) return bad(fault);
  }
  const failure = failureText === "" ? null : readFailure(parsed(failureText));
  const memory = stateText === "" || stateText.length > STATE_CHARS_MAX ? null : (parsed(stateText) ?? null);
  return ok({ effectsText, effects: effects as unknown as readonly Effect[], failure, memory });
}

const bad = (message: string) => err<ProgramFailure>({ kind: "bad-effect", message, frames: [] });

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const isName = (value: Json | undefined): boolean => typeof value === "string" && value.length > 0 && value.length <= NAME_CHARS_MAX;
const isDelay = (value: Json | undefined): boolean => typeof value === "number" && value >= 0 && value <= DELAY_MS_MAX;
const isNumber = (value: Json | undefined): boolean => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isBody = (value: Json | undefined): boolean => isObject(value) && typeof value["type"] === "string";

/** Why this is no effect, or null. Sizes of bodies and values are looked at where they are made into text. */
function effectFault(effect: Json): string | null {
  if (!Array.isArray(effect)) return "An effect of a handler cannot be read.";
  const [kind, ...rest] = effect as Json[];
  const fits = shapeOf[typeof kind === "string" ? kind : ""]?.(rest) ?? false;
  return fits ? null : `An effect of the kind ${JSON.stringify(kind ?? null).slice(0, 40)} does not have the form that the simulator knows.`;
}

const shapeOf: Readonly<Record<string, (rest: readonly Json[]) => boolean>> = {
  send: ([to, body]) => isName(to) && isBody(body),
  rpc: ([to, body, msgId, timeoutMs]) => isName(to) && isBody(body) && isNumber(msgId) && isDelay(timeoutMs),
  timer: ([name, ms, data]) => isName(name) && isDelay(ms) && data !== undefined,
  clear: ([name]) => isName(name),
  write: ([key, value]) => isName(key) && value !== undefined,
  append: ([log, value]) => isName(log) && value !== undefined,
  fsync: ([sync]) => isNumber(sync),
  deliver: ([value]) => value !== undefined,
  log: ([text]) => typeof text === "string" && text.length <= LOG_CHARS_MAX,
};

function readFailure(value: Json | undefined): ProgramFailure {
  if (!isObject(value)) return { kind: "engine", message: "The program ended in a way that cannot be told.", frames: [] };
  const { kind, message, frames } = value;
  return {
    kind: (typeof kind === "string" && FAILURE_KINDS.includes(kind) ? kind : "engine") as ProgramFailure["kind"],
    message: typeof message === "string" ? message.slice(0, WORDS_MAX) : "",
    frames: Array.isArray(frames) ? (frames as Json[]).slice(0, FRAMES_MAX).flatMap(readFrame) : [],
  };
}

function readFrame(frame: Json): ProgramFailure["frames"] {
  if (!isObject(frame)) return [];
  const { name, line, column } = frame;
  if (!isNumber(line) || !isNumber(column)) return [];
  return [{ name: typeof name === "string" ? name.slice(0, NAME_CHARS_MAX) : "", line: line as number, column: column as number }];
}

/** The JSON text of a body or value, or why it may not be sent or stored. */
export function boundedText(value: Json): Result<string, ProgramFailure> {
  const text = textOf(value);
  if (text === null) return bad(TOO_DEEP);
  if (text.length > BODY_CHARS_MAX) return bad(`A message or value has ${text.length} characters as JSON; ${BODY_CHARS_MAX} are the most.`);
  // Deeper nesting than this needs at least so many brackets.
  if (text.length > 2 * BODY_DEPTH_MAX && depthOf(value) > BODY_DEPTH_MAX) return bad(TOO_DEEP);
  return ok(text);
}

const TOO_DEEP = `A message or value is nested deeper than ${BODY_DEPTH_MAX} levels.`;

/** Null where nesting goes beyond this engine's own stack. */
function textOf(value: Json): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function depthOf(value: Json, limit = BODY_DEPTH_MAX): number {
  if (typeof value !== "object" || value === null || limit < 0) return 0;
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, limit - 1));
  return deepest + 1;
}
