/** Goal: a node in QuickJS answers as its program says, in its own lines. Method: calls as the simulator makes them. */
import { expect, test } from "vitest";
import { readQuickJsWasm, readShim } from "./node-files";
import { prepareProgram } from "./program";
import { createQuickJsHost } from "./quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();
const boot = (id: string) => JSON.stringify({ do: "boot", now: 0, id, nodes: ["n1", "n2"], seed: "1", disk: {}, restarted: false, inspect: false });

async function hostOf(source: string) {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return createQuickJsHost({ wasm, shim, js: prepared.program.js });
}

test("an echo is answered", async () => {
  const host = await hostOf(`export default (env: Env) => ({
  onMessage(src: string, body: Body, msg) { env.reply(msg, { type: "echo_ok", echo: body.echo }); },
});`);
  expect(host.boot("n1", boot("n1"))).toBe("[]");
  const call = JSON.stringify({ do: "message", now: 3, src: "c1", body: { type: "echo", echo: "hi", msg_id: 3 } });
  expect(host.handle("n1", call)).toBe('[["send","c1",{"type":"echo_ok","echo":"hi","in_reply_to":3}]]');
});

test("a failure names the line and column in the learner's file", async () => {
  const host = await hostOf(`export default (env: Env) => ({
  onMessage(src: string) {
    throw new Error("boo");
  },
});`);
  host.boot("n1", boot("n1"));
  const reply = host.handle("n1", JSON.stringify({ do: "message", now: 3, src: "c1", body: { type: "x" } }));
  const [effects, failure = ""] = reply.split("\u0001");
  expect(effects).toBe("[]");
  expect(JSON.parse(failure)).toMatchObject({ kind: "threw", message: "Error: boo", frames: [{ name: "onMessage", line: 3 }] });
});
