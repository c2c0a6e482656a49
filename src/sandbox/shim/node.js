/** A node: its Env, its calls, its replies. */
import { CapturedMap, SEPARATOR, LOG_CHARS_MAX, STATE_CHARS_MAX, RPC_ID_MIN, RPC_ID_STARTS, defineProperty, freeze, ownKeys, floor, parse, stringify } from "./captured.js";
import { wrong, kindOf, jsonText, checkName, checkDelay, bodyText, clip, show } from "./values.js";
import { emit, record, fail, watch, seedDice, roll, quote, checkTo, answer, failureBody, callRemote, settles, timeOut, readDisk, writeDisk, appendDisk, syncDisk } from "./effects.js";

const logText = (args) => clip(args.map((arg) => (typeof arg === "string" ? arg : show(arg, LOG_CHARS_MAX))).join(" "), LOG_CHARS_MAX);

const makeEnv = (node, call) => {
  const nodes = freeze([...call.nodes]);
  const disk = freeze({
    read: (key) => readDisk(node, key),
    write: (key, value) => writeDisk(node, key, value),
    append: (log, value) => appendDisk(node, log, value),
    fsync: () => syncDisk(node),
  });
  const env = {
    id: call.id,
    nodes,
    peers: freeze(nodes.filter((id) => id !== call.id)),
    disk,
    send(to, body) {
      checkTo("env.send", to);
      emit(node, `["send",${quote(node, to)},${bodyText("env.send", body)}]`);
    },
    reply: (message, body) => answer(node, "env.reply", message, body),
    fail: (message, code, text) => answer(node, "env.fail", message, failureBody(code, text)),
    rpc: (to, body, options) => callRemote(node, to, body, options),
    setTimer(name, ms, data = null) {
      checkName("env.setTimer", "the name", name);
      checkDelay("env.setTimer", "the delay", ms);
      emit(node, `["timer",${stringify(name)},${ms},${jsonText("env.setTimer", data)}]`);
    },
    clearTimer(name) {
      checkName("env.clearTimer", "the name", name);
      emit(node, `["clear",${stringify(name)}]`);
    },
    now: () => node.now,
    random: () => roll(node.dice),
    deliver: (value) => emit(node, `["deliver",${jsonText("env.deliver", value)}]`),
    log: (...args) => emit(node, `["log",${stringify(logText(args))}]`),
  };
  for (const key of ownKeys(env)) {
    if (typeof env[key] === "function") freeze(env[key]);
    defineProperty(env, key, { writable: false, configurable: false });
  }
  defineProperty(env, "state", {
    get: () => node.state,
    set(value) {
      if (typeof value !== "object" || value === null) wrong("env.state", `it must be an object, not ${kindOf(value)}.`);
      node.state = value;
    },
    enumerable: true,
  });
  return freeze(env);
};

const HANDLERS = ["onInit", "onMessage", "onTimer", "onRestart"];

/** Evaluates the learner's file for this node, and takes what it made. */
const boot = (node, evaluate, call) => {
  for (const id of call.nodes) node.quoted.set(id, stringify(id));
  for (const key of ownKeys(call.disk)) node.disk.set(key, stringify(call.disk[key]));
  node.dice = seedDice(call.seed);
  node.firstRpc = node.nextRpc = RPC_ID_MIN + floor(roll(seedDice(`rpc ${call.seed}`)) * RPC_ID_STARTS);
  node.inspect = call.inspect;
  const exports = { main: undefined };
  evaluate(exports);
  const noProgram = (text) => record(node, "no-program", text, "");
  if (typeof exports.main !== "function") return noProgram("The file must end in `export default (env) => ({ … })`: a function that makes the node.");
  const handlers = exports.main(makeEnv(node, call));
  if (typeof handlers !== "object" || handlers === null) return noProgram(`The default export must return an object with the handlers, not ${kindOf(handlers)}.`);
  for (const name of HANDLERS) {
    const kind = typeof handlers[name];
    if (kind !== "function" && (kind !== "undefined" || name === "onMessage")) return noProgram(`The node needs ${name === "onMessage" ? "a function onMessage" : `no ${name}, or a function`}; its ${name} is ${kindOf(handlers[name])}.`);
  }
  node.handlers = handlers;
  if (call.restarted && handlers.onRestart !== undefined) return handlers.onRestart();
  return handlers.onInit === undefined ? undefined : handlers.onInit();
};

const dispatch = (node, evaluate, call) => {
  node.now = call.now;
  if (call.do === "boot") return boot(node, evaluate, call);
  if (call.do === "message") {
    const { src, body } = call;
    if (node.waits && typeof body.in_reply_to === "number" && settles(node, src, body)) return undefined;
    return node.handlers.onMessage(src, body, { src, dest: node.id, body });
  }
  if (call.do === "timer") return node.handlers.onTimer === undefined ? undefined : node.handlers.onTimer(call.name, call.data);
  if (call.do === "rpc-timeout") return timeOut(node, call.msgId);
  const resolve = node.syncs.get(call.sync);
  node.syncs.delete(call.sync);
  return resolve === undefined ? undefined : resolve();
};

const render = (node) => {
  const effects = node.effects.length === 0 ? "[]" : `[${node.effects.join(",")}]`;
  if (node.failure === null && !node.inspect) return effects;
  const failure = node.failure === null ? "" : stringify(node.failure);
  return node.inspect ? effects + SEPARATOR + failure + SEPARATOR + show(node.state, STATE_CHARS_MAX) : effects + SEPARATOR + failure;
};

/**
 * A node of the program `evaluate`. What it returns runs a call (JSON of a NodeCall) and gives the reply so far; called
 * without one, after promise jobs have run, it gives the whole reply. The failure in it has the engine's own `stack`.
 * `waits` tells whether the node ever held a promise of ours.
 */
const makeNode = (evaluate) => {
  const node = {
    id: "", now: 0, dice: [], handlers: null, state: {}, inspect: false, waits: false,
    effects: [], chars: 0, failure: null,
    quoted: new CapturedMap(), disk: new CapturedMap(), rpcs: new CapturedMap(), syncs: new CapturedMap(),
    firstRpc: 0, nextRpc: 0, nextSync: 0,
  };
  const run = (text) => {
    if (text !== undefined) {
      node.effects = [];
      node.chars = 2;
      try {
        const call = parse(text);
        if (call.do === "boot") node.id = call.id;
        watch(node, dispatch(node, evaluate, call));
      } catch (error) {
        fail(node, error);
      }
    }
    return render(node);
  };
  return { run, waits: () => node.waits };
};

export { makeNode };
