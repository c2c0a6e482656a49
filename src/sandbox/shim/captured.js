/**
 * What a learner's program lives in. The text of this file (see realm-text.ts) is evaluated before any learner's code
 * in each QuickJS realm and in the browser's worker: it removes what differs from run to run or reaches outside,
 * freezes the rest, and makes nodes that speak the strings of src/domain/simulator/node-host.ts.
 *
 * After `lockDown` every built-in is frozen, so that a method called on an object of our own is the genuine one.
 * Objects of the learner's are only touched with functions captured here.
 */

const { create, defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
const { ownKeys, deleteProperty, apply } = Reflect;
const { isArray } = Array;
const { isFinite, isInteger } = Number;
const { floor, imul } = Math;
const { parse, stringify } = JSON;
const ObjectPrototype = Object.prototype;
const CapturedPromise = Promise;
const CapturedError = Error;
const CapturedTypeError = TypeError;
const CapturedMap = Map;
const CapturedString = String;
const CapturedBigInt = BigInt;
const global = globalThis;
const then = Promise.prototype.then;
const mapForEach = Map.prototype.forEach;
const setForEach = Set.prototype.forEach;
const numberToString = Number.prototype.toString;

const SEPARATOR = "\u0001";
/** A reply may have 1,000,000 characters; a failure and a picture of the state must fit beside the effects. */
const EFFECTS_CHARS_MAX = 960_000;
const EFFECTS_MAX = 10_000;
const BODY_CHARS_MAX = 65_536;
const BODY_DEPTH_MAX = 64;
const NAME_CHARS_MAX = 128;
const DELAY_MS_MAX = 3_600_000;
const LOG_CHARS_MAX = 2_000;
const STATE_CHARS_MAX = 20_000;
const STATE_DEPTH_MAX = 8;
const STATE_ENTRIES_MAX = 200;
const STATE_TEXT_MAX = 400;
/** A value may be looked at 64 levels deep before the learner's line comes. */
const STACK_FRAMES_MAX = 80;
const STACK_CHARS_MAX = 8_000;
const MESSAGE_CHARS_MAX = 1_000;
const RPC_TIMEOUT_MS = 1_000;
/** Where the numbers of rpcs start is drawn for each life of a node: above what programs count by themselves, and far from its other lives. */
const RPC_ID_MIN = 1_000_000;
const RPC_ID_STARTS = 900_000_000;

export { BODY_CHARS_MAX, BODY_DEPTH_MAX, CapturedBigInt, CapturedError, CapturedMap, CapturedPromise, CapturedString, CapturedTypeError, DELAY_MS_MAX, EFFECTS_MAX, LOG_CHARS_MAX, MESSAGE_CHARS_MAX, NAME_CHARS_MAX, ObjectPrototype, EFFECTS_CHARS_MAX, RPC_ID_MIN, RPC_ID_STARTS, RPC_TIMEOUT_MS, SEPARATOR, STACK_FRAMES_MAX, STACK_CHARS_MAX, STATE_CHARS_MAX, STATE_DEPTH_MAX, STATE_ENTRIES_MAX, STATE_TEXT_MAX, apply, create, defineProperty, deleteProperty, floor, freeze, getOwnPropertyDescriptor, getPrototypeOf, global, hasOwn, imul, isArray, isFinite, isInteger, mapForEach, numberToString, ownKeys, parse, setForEach, stringify, then };
