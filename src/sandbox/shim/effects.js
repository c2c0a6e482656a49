/** What a handler asks for: checked at the learner's line, copied as JSON text at once, and kept in order. */
import { CapturedPromise, CapturedError, CapturedTypeError, then, EFFECTS_CHARS_MAX, EFFECTS_MAX, STACK_CHARS_MAX, MESSAGE_CHARS_MAX, RPC_TIMEOUT_MS, defineProperty, ownKeys, apply, isArray, isInteger, imul, parse, stringify } from "./captured.js";
import { wrong, kindOf, jsonText, checkName, checkDelay, openBodyText, clip, show } from "./values.js";

const emit = (node, text) => {
  node.chars += text.length + 1;
  if (node.effects.length < EFFECTS_MAX && node.chars < EFFECTS_CHARS_MAX) {
    node.effects.push(text);
    return;
  }
  const most = node.effects.length >= EFFECTS_MAX ? `more than ${EFFECTS_MAX} effects` : `more than ${EFFECTS_CHARS_MAX} characters of effects`;
  const error = new CapturedTypeError(`One handler asked for ${most}.`);
  record(node, "bad-effect", error.message, error.stack);
  throw error;
};

const record = (node, kind, message, stack) => {
  if (node.failure !== null) return;
  node.failure = { kind, message: clip(message, MESSAGE_CHARS_MAX), stack: typeof stack === "string" ? stack.slice(0, STACK_CHARS_MAX) : "" };
};

/** What QuickJS and V8 say when a budget of theirs ends, which is another one in each. */
const MEMORY_WORDS = ["out of memory", "Invalid string length", "Array buffer allocation failed", "Map maximum size exceeded", "Set maximum size exceeded"];
const STACK_WORDS = ["stack overflow", "Maximum call stack size exceeded"];

/** Reading a learner's error may run a learner's code, and fail in its turn. */
const fail = (node, error) => {
  let message = "an error that cannot be read";
  let stack = "";
  let kind = "threw";
  try {
    if (typeof error === "object" && error !== null && typeof error.message === "string") {
      const name = typeof error.name === "string" ? error.name : "Error";
      message = error.message === "" ? name : `${name}: ${error.message}`;
      stack = error.stack;
      if (MEMORY_WORDS.includes(error.message)) kind = "out-of-memory";
      if (STACK_WORDS.includes(error.message)) kind = "stack-overflow";
    } else {
      message = `threw ${typeof error === "string" ? error : show(error, MESSAGE_CHARS_MAX)}`;
    }
  } catch {
    // The words above stand.
  }
  record(node, kind, message, stack);
};

/** A handler may be async: what it rejects with, now or in a later call, fails the node. */
const watch = (node, result) => {
  if (typeof result !== "object" || result === null) return;
  try {
    apply(then, result, [undefined, (error) => fail(node, error)]);
  } catch {
    // It was no promise.
  }
};

/** 128 bits from a text (four hashes of it, each with its own start), so that equal seeds roll equal dice in every engine. */
const seedDice = (text) => {
  const dice = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    for (let word = 0; word < 4; word++) {
      let hash = imul(dice[word] ^ code, [597399067, 2869860233, 951274213, 2716044179][word]);
      hash = (hash << 13) | (hash >>> 19);
      dice[word] = (hash + dice[(word + 1) & 3]) | 0;
    }
  }
  for (let round = 0; round < 16; round++) roll(dice);
  return dice;
};

/** sfc32 */
const roll = (dice) => {
  const sum = (((dice[0] + dice[1]) | 0) + dice[3]) | 0;
  dice[3] = (dice[3] + 1) | 0;
  dice[0] = dice[1] ^ (dice[1] >>> 9);
  dice[1] = (dice[2] + (dice[2] << 3)) | 0;
  dice[2] = (((dice[2] << 21) | (dice[2] >>> 11)) + sum) | 0;
  return (sum >>> 0) / 4294967296;
};

const quote = (node, to) => node.quoted.get(to) ?? stringify(to);

const checkTo = (what, to) => checkName(what, "the receiver (`to`)", to);

const answer = (node, what, message, body) => {
  if (typeof message !== "object" || message === null || typeof message.src !== "string" || typeof message.body !== "object" || message.body === null) {
    wrong(what, "the first argument must be the message that is answered: the third argument of onMessage.");
  }
  const { msg_id: id } = message.body;
  if (!isInteger(id)) wrong(what, "this message asks for no reply: its body has no msg_id. Use env.send.");
  emit(node, `["send",${quote(node, message.src)},${openBodyText(what, body, "in_reply_to")},"in_reply_to":${id}}]`);
};

const failureBody = (code, text) => {
  if (!isInteger(code) || code < 0) wrong("env.fail", `the code must be a whole number such as 11, not ${typeof code === "number" ? code : kindOf(code)}.`);
  if (text !== undefined && typeof text !== "string") wrong("env.fail", `the text must be a text, not ${kindOf(text)}.`);
  return text === undefined ? { type: "error", code } : { type: "error", code, text };
};

/** Made when the rpc was sent, so that it names the learner's line; filled when it has failed. */
const rpcError = (error, code, text) => {
  const fields = { name: "RpcError", message: text === undefined ? `error ${code}` : `error ${code}: ${text}`, code, text: text ?? "" };
  for (const key of ownKeys(fields)) defineProperty(error, key, { value: fields[key], writable: true, enumerable: key === "code" || key === "text", configurable: true });
  return error;
};

const callRemote = (node, to, body, options) => {
  checkTo("env.rpc", to);
  if (options !== undefined && (typeof options !== "object" || options === null)) wrong("env.rpc", `the options must be an object such as { timeoutMs: 500 }, not ${kindOf(options)}.`);
  const timeoutMs = options?.timeoutMs ?? RPC_TIMEOUT_MS;
  checkDelay("env.rpc", "timeoutMs", timeoutMs);
  const id = node.nextRpc;
  emit(node, `["rpc",${quote(node, to)},${openBodyText("env.rpc", body, "msg_id")},"msg_id":${id}},${id},${timeoutMs}]`);
  node.nextRpc = id + 1;
  node.waits = true;
  return new CapturedPromise((resolve, reject) => node.rpcs.set(id, { to, resolve, reject, error: new CapturedError("") }));
};

/** Whether a message was the reply to an rpc, and so is none for onMessage. Late and second replies are dropped. */
const settles = (node, src, body) => {
  const id = body.in_reply_to;
  if (!(id >= node.firstRpc && id < node.nextRpc)) return false;
  const waiting = node.rpcs.get(id);
  if (waiting === undefined) return true;
  if (waiting.to !== src) return false;
  node.rpcs.delete(id);
  if (body.type === "error") waiting.reject(rpcError(waiting.error, body.code, body.text));
  else waiting.resolve(body);
  return true;
};

const timeOut = (node, id) => {
  const waiting = node.rpcs.get(id);
  if (waiting === undefined) return;
  node.rpcs.delete(id);
  waiting.reject(rpcError(waiting.error, 0, `no reply from ${waiting.to} in time`));
};

/* The disk: JSON texts by key; a log is the array of the texts of its entries. */

const readDisk = (node, key) => {
  checkName("env.disk.read", "the key", key);
  const held = node.disk.get(key);
  if (held === undefined) return undefined;
  return parse(typeof held === "string" ? held : `[${held.join(",")}]`);
};

const writeDisk = (node, key, value) => {
  checkName("env.disk.write", "the key", key);
  const text = jsonText("env.disk.write", value);
  emit(node, `["write",${stringify(key)},${text}]`);
  node.disk.set(key, text);
};

const appendDisk = (node, log, value) => {
  checkName("env.disk.append", "the log", log);
  const text = jsonText("env.disk.append", value);
  let held = node.disk.get(log) ?? [];
  if (typeof held === "string") {
    const list = parse(held);
    if (!isArray(list)) wrong("env.disk.append", `${stringify(log)} holds ${kindOf(list)}, which nothing can be appended to. Use another name for the log.`);
    held = list.map((entry) => stringify(entry));
  }
  emit(node, `["append",${stringify(log)},${text}]`);
  held.push(text);
  node.disk.set(log, held);
};

const syncDisk = (node) => {
  const sync = node.nextSync++;
  emit(node, `["fsync",${sync}]`);
  node.waits = true;
  return new CapturedPromise((resolve) => node.syncs.set(sync, resolve));
};

export { answer, appendDisk, callRemote, checkTo, emit, fail, failureBody, quote, readDisk, record, roll, seedDice, settles, syncDisk, timeOut, watch, writeDisk };
