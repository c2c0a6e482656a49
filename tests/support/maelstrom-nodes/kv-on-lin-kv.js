// A store that keeps nothing itself: it passes every request on to the service lin-kv. "--alone": each node keeps its own.
import { rpc, run } from "./node.js";

const alone = process.argv.includes("--alone");
/** @type {Map<string, unknown>} */
const values = new Map();
const MISSING = { type: "error", code: 20, text: "no such key" };

/** @param {import("./node.js").Body} body */
async function passOn({ msg_id: _, ...body }) {
  const { in_reply_to: __, ...answer } = await rpc("lin-kv", body);
  return answer;
}

/** @param {import("./node.js").Body} body */
function here({ type, key, value, from, to }) {
  if (type === "read") return values.has(key) ? { type: "read_ok", value: values.get(key) } : MISSING;
  if (type === "cas" && !values.has(key)) return MISSING;
  if (type === "cas" && values.get(key) !== from) return { type: "error", code: 22, text: "another value" };
  values.set(key, type === "cas" ? to : value);
  return { type: `${type}_ok` };
}

const handler = alone ? here : passOn;
run({ read: handler, write: handler, cas: handler });
