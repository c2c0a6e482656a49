/** What the sandbox reads from disk where it is not bundled: in tests, in the command line tools, in builds. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SHIM_FILES } from "./realm-text";

/** The joined text of the shim, as the hosts take it. */
export const readShim = (): string => SHIM_FILES.map((file) => readFileSync(new URL(`./shim/${file}`, import.meta.url), "utf8")).join("\n");

/** The QuickJS engine, to be compiled once a process. */
export const readQuickJsWasm = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm")));
