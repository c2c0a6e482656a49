/**
 * The code that runs inside the fence, as text: the process behind it reads no file, not even its own. `npm run build`
 * writes it beside this process; from source it is bundled when first asked for.
 */
import { readFile } from "node:fs/promises";

export interface FenceCode {
  /** For Node's `-e`. */
  readonly child: string;
  /** For the worker thread in it, with the simulator, the labs and QuickJS. */
  readonly worker: string;
}

const isSource = import.meta.url.endsWith(".ts");

let found: Promise<FenceCode> | null = null;

/** Both parts, the same for as long as this process runs. */
export const fenceCode = (): Promise<FenceCode> => (found ??= isSource ? bundleSources() : readBuilt());

async function readBuilt(): Promise<FenceCode> {
  const read = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
  const [child, worker] = await Promise.all([read("./fence-child.cjs"), read("./fence-worker.cjs")]);
  return { child, worker };
}

/** scripts/lib/fence-bundle.js has no declarations: this is what is used of it. */
async function bundleSources(): Promise<FenceCode> {
  const script = new URL("../../scripts/lib/fence-bundle.js", import.meta.url).href;
  const { bundleFence } = (await import(script)) as { bundleFence: () => Promise<FenceCode> };
  return bundleFence();
}
