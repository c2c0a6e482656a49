/** The scripts that run in a browser beside the pages: read from the build, or in development made when asked for. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

export interface EncodedScript {
  readonly plain: Buffer;
  /** Made by the build. */
  readonly gzip: Buffer | null;
  readonly brotli: Buffer | null;
}

export interface BrowserScripts {
  /** Fit to stand within a script element. */
  readonly runFrame: () => Promise<string>;
  readonly stripWorker: () => Promise<EncodedScript>;
}

/** What is used of scripts/lib/browser-bundles.js, which has no declarations. */
interface Bundler {
  readonly RUN_FRAME: string;
  readonly STRIP_WORKER: string;
  readonly bundleRunFrame: () => Promise<string>;
  readonly bundleStripWorker: () => Promise<string>;
}

/** The processes of the product have the checkout as their working folder. */
const bundler = (): Promise<Bundler> => import(pathToFileURL(path.resolve("scripts/lib/browser-bundles.js")).href) as Promise<Bundler>;

/** Every request sees the sources as they are then. */
export function scriptsOfSources(): BrowserScripts {
  return {
    runFrame: async () => (await bundler()).bundleRunFrame(),
    stripWorker: async () => ({ plain: Buffer.from(await (await bundler()).bundleStripWorker()), gzip: null, brotli: null }),
  };
}

/** Reads them once: what was built stays the same for as long as the process runs. */
export function scriptsOfBuild(): BrowserScripts {
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => (made ??= make());
  };
  return {
    runFrame: once(async () => readFile((await bundler()).RUN_FRAME, "utf8")),
    stripWorker: once(async () => {
      const { STRIP_WORKER } = await bundler();
      const [plain, gzip, brotli] = await Promise.all([readFile(STRIP_WORKER), readFile(`${STRIP_WORKER}.gz`), readFile(`${STRIP_WORKER}.br`)]);
      return { plain, gzip, brotli };
    }),
  };
}
