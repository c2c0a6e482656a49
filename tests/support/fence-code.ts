/** Other code for inside the fence than the product's. */
import type { FenceCode } from "../../workers/judge/fence-code";

/** scripts/lib/fence-bundle.js has no declarations: this is what is used of it. */
type Bundle = (entry: string) => Promise<string>;

/** The product's own process with a worker thread of tests. @param worker a source file, relative to the checkout */
export async function fenceCodeWith(worker: string): Promise<FenceCode> {
  const { bundle } = (await import(new URL("../../scripts/lib/fence-bundle.js", import.meta.url).href)) as { bundle: Bundle };
  return { child: await bundle("workers/judge/fence/child.ts"), worker: await bundle(worker) };
}
