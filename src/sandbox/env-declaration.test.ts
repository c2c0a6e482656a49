/** Goal: env.d.ts fits the programs that the labs ask for, and finds mistakes. Method: TypeScript itself, with the editor's settings. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";

const DECLARATION = readFileSync(new URL("./env.d.ts", import.meta.url), "utf8");
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, lib: ["lib.es2023.d.ts"], types: [], strict: true, noEmit: true, erasableSyntaxOnly: true, moduleDetection: ts.ModuleDetectionKind.Force,
};

const host = ts.createCompilerHost(OPTIONS);
const libraries = new Map<string, ts.SourceFile | undefined>();

/** The errors in a learner's file, by line. */
function errorsOf(source: string): string[] {
  const files = new Map([["/program.ts", source], ["/env.d.ts", DECLARATION]]);
  const own: ts.CompilerHost = {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name) ?? host.readFile(name),
    getSourceFile(name, languageVersion) {
      const text = files.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, languageVersion);
      if (!libraries.has(name)) libraries.set(name, host.getSourceFile(name, languageVersion));
      return libraries.get(name);
    },
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, own);
  // Not those of the language's own declarations, which take seconds.
  const found = [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  return found.map(({ file, start = 0, messageText }) => `${(file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

test("programs as learners write them have no errors", () => {
  expect(errorsOf(`export default (env: Env): NodeProgram => {
  const seen = new Set<number>();
  let count = (env.disk.read<number>("count") ?? 0) + 1;
  return {
    onInit() { env.setTimer("tick", 100); env.log("at", env.now(), env.nodes.length); },
    async onMessage(src, body, msg) {
      if (body.type === "broadcast") { seen.add(body.message); env.reply(msg, { type: "broadcast_ok" }); }
      if (body.type === "read") env.reply(msg, { type: "read_ok", messages: [...seen] });
      try {
        const reply = await env.rpc<{ type: "pong"; at: number }>("n2", { type: "ping", at: env.random() }, { timeoutMs: 50 });
        count += reply.at;
      } catch (error) {
        if ((error as RpcError).code === 0) env.fail(msg, 11, "later");
      }
      env.disk.write("count", count);
      env.disk.append("log", { src, count });
      await env.disk.fsync();
      env.deliver({ count });
      env.state = { seen, count };
    },
    onTimer(name, data) { env.clearTimer(name); env.log(data); for (const peer of env.peers) env.send(peer, { type: "gossip", seen: [...seen] }); },
    onRestart() { env.state.lives = count; },
  };
};`)).toEqual([]);
});

test("bodies and state can have types of their own, and a class is a program too", () => {
  expect(errorsOf(`type In = { type: "add"; msg_id: number; delta: number } | { type: "read"; msg_id: number };
class Counter implements NodeProgram {
  private total = 0;
  readonly env: Env<{ total: number }>;
  constructor(env: Env<{ total: number }>) { this.env = env; env.state = { total: 0 }; }
  onMessage(_src: string, body: In, msg: Message) {
    if (body.type === "add") this.total += body.delta;
    this.env.state.total = this.total;
    this.env.reply(msg, { type: body.type + "_ok" });
  }
}
export default (env: Env<{ total: number }>) => new Counter(env);`)).toEqual([]);
});

test("mistakes are found where they are", () => {
  const errors = errorsOf(`export default (env: Env): NodeProgram => ({
  onMessage(src, body, msg) {
    env.send(body, src);
    env.setTimer("t");
    env.reply(msg, { value: 1 });
    env.id = "n2";
    Date.now(); setTimeout(() => 1, 1); console.log(1); fetch("x"); process.exit();
    const sum: number = env.id;
  },
  onMesage() {},
});`);
  for (const line of [3, 4, 5, 6, 8, 10]) expect(errors.filter((error) => error.startsWith(`${line}: `)), `line ${line}`).toHaveLength(1);
  for (const name of ["setTimeout", "console", "fetch", "process"]) expect(errors.join("\n")).toContain(`7: Cannot find name '${name}'`);
});
