// The text of the sandbox's shim, for bundles that have no disk to read it from.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";

const SANDBOX = "src/sandbox";

/**
 * Its files in their order, joined as src/sandbox/node-files.ts joins them.
 * @returns {Promise<string>}
 */
export async function readShimText() {
  const { transform } = await import("esbuild");
  const { code } = await transform(fs.readFileSync(path.join(CHECKOUT, SANDBOX, "realm-text.ts"), "utf8"), { loader: "ts" });
  /** @type {{ SHIM_FILES: readonly string[] }} */
  const { SHIM_FILES } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return SHIM_FILES.map((file) => fs.readFileSync(path.join(CHECKOUT, SANDBOX, "shim", file), "utf8")).join("\n");
}
