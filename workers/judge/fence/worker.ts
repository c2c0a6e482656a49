/**
 * The thread in which programs run: the simulator in this thread's own V8, each node in a QuickJS realm. A fault of
 * our own code is not caught: the process ends with it, and the supervisor starts a fresh one.
 */
import { type MessagePort, parentPort } from "node:worker_threads";
import type { FenceReply, FenceRequest } from "../../../src/contracts/labs/fence-messages";
import { FENCE_REPLY_BYTES_MAX } from "../../../src/contracts/labs/limits";
import { findLab } from "../../../src/domain/labs/catalogue";
import type { LabRules } from "../../../src/domain/labs/lab";
import { planOf, playPlan } from "../../../src/domain/labs/run-seed";
import { findSearch, searchLab } from "../../../src/domain/labs/search-lab";
import { createQuickJsHost, createSearchHost } from "../../../src/sandbox/quickjs-host";
import { assertFenced } from "./self-check";

/** Put here by scripts/lib/fence-bundle.js: there is no file to read them from. */
declare const SHIM_SOURCE: string;
/** In base64. */
declare const QUICKJS_WASM: string;

const MS_PER_US = 1_000;

function serve(port: MessagePort): void {
  assertFenced();
  const wasm = new WebAssembly.Module(Buffer.from(QUICKJS_WASM, "base64"));

  const play = async (lab: LabRules, { program, n, seed, inspect, plan = planOf(lab, n, seed).plan }: FenceRequest) => {
    const host = await createQuickJsHost({ wasm, shim: SHIM_SOURCE, js: program, nodes: plan.nodes.length });
    return { kind: "record", record: playPlan(lab, plan, host, { inspect }) } as const;
  };
  const look = async (lab: LabRules, search: string, js: string) =>
    ({ kind: "searched", report: await searchLab(lab, findSearch(lab, search).rules, () => createSearchHost({ wasm, shim: SHIM_SOURCE, js })) }) as const;

  const answer = async (request: FenceRequest): Promise<string> => {
    const { lab: id, n, search, program } = request;
    const before = process.cpuUsage();
    const lab = findLab(id);
    if (lab === undefined) throw new Error(`There is no lab "${id}".`);
    const came = search === undefined ? await play(lab, request) : await look(lab, search, program);
    const { user, system } = process.cpuUsage(before);
    const known = { n, cpuMs: (user + system) / MS_PER_US };
    const line = JSON.stringify({ ...known, ...came } satisfies FenceReply);
    return Buffer.byteLength(line) < FENCE_REPLY_BYTES_MAX ? line : JSON.stringify({ kind: "too-long", ...known } satisfies FenceReply);
  };

  port.on("message", (line: string) => void answer(JSON.parse(line) as FenceRequest).then((reply) => port.postMessage(reply)));
  port.postMessage(JSON.stringify({ kind: "ready" } satisfies FenceReply));
}

if (parentPort !== null) serve(parentPort);
