// What the nodes of these tests have in common: Maelstrom's protocol on standard input and output.
import { createInterface } from "node:readline";

/** @typedef {{ type: string, msg_id?: number, in_reply_to?: number, [key: string]: any }} Body */

/** @type {Map<number, (body: Body) => void>} */
const answers = new Map();
let sent = 0;

export const self = { id: "", nodes: /** @type {string[]} */ ([]) };

/** @param {string} dest @param {Body} body */
export const send = (dest, body) => console.log(JSON.stringify({ src: self.id, dest, body }));

/** Resolves with whatever answers. @param {string} dest @param {Body} body @returns {Promise<Body>} */
export function rpc(dest, body) {
  sent += 1;
  const id = sent;
  send(dest, { ...body, msg_id: id });
  return new Promise((resolve) => answers.set(id, resolve));
}

/**
 * Answers init, then each request by its handler, whose result is the reply.
 * @param {Record<string, (body: Body, src: string) => Body | null | Promise<Body | null>>} handlers
 */
export function run(handlers) {
  createInterface({ input: process.stdin }).on("line", async (line) => {
    const { src, body } = JSON.parse(line);
    const answer = answers.get(body.in_reply_to);
    if (answer !== undefined) {
      answers.delete(body.in_reply_to);
      return answer(body);
    }
    if (body.type === "init") Object.assign(self, { id: body.node_id, nodes: body.node_ids });
    const reply = body.type === "init" ? ((await handlers.init?.(body, src)) ?? { type: "init_ok" }) : await handlers[body.type]?.(body, src);
    if (reply) send(src, { ...reply, in_reply_to: body.msg_id });
  });
}
