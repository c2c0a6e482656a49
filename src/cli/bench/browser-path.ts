/** The browser's path of a run, as a learner's browser walks it: page, frame, blob worker, in a headless Chromium. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { enter } from "../../server/http/border";
import { scriptsOfSources } from "../../server/http/browser-scripts";
import { answerRunFrame } from "../../server/http/run-frame";

export interface BrowserTiming {
  readonly events: number;
  readonly simulatedSeconds: number;
  readonly wallSeconds: number;
  readonly eventsPerSecond: number;
  readonly simulatedSecondsPerSecond: number;
}

export interface BrowserPath {
  /** Runs the seeds one after the other in one worker, which keeps what it compiled from one call to the next. */
  readonly measure: (run: { lab: string; source: string; seeds: readonly number[] }) => Promise<BrowserTiming>;
  readonly close: () => Promise<void>;
}

/** The scripts are plain JavaScript without declarations: what is used of them is written down here. */
interface Scripts {
  "chromium.js": { launchChromium: () => Promise<Browser> };
  "browser-bundles.js": { bundlePageSide: () => Promise<string> };
}

const script = <Name extends keyof Scripts>(name: Name): Promise<Scripts[Name]> =>
  import(new URL(`../../../scripts/lib/${name}`, import.meta.url).href) as Promise<Scripts[Name]>;

/** Starts a Chromium on a page of our own policy that holds nothing but the page's side of a run. */
export async function openBrowserPath(): Promise<BrowserPath> {
  const [{ launchChromium }, { bundlePageSide }] = await Promise.all([script("chromium.js"), script("browser-bundles.js")]);
  const browserScripts = scriptsOfSources();
  const server = createServer((req, res) => {
    if (enter(req, res, { trustProxy: false, dev: false }) === null) return;
    answerRunFrame(req, res, browserScripts).then(
      (taken) => taken || res.setHeader("content-type", "text/html").end("<!doctype html><title>Measurement</title><body>"),
      (error: unknown) => res.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await launchChromium();
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(await bundlePageSide());
    return { measure: (run) => measure(page, run), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Outcome {
  readonly kind: string;
  readonly message?: string;
  readonly wallMs: number;
  readonly seeds: readonly { readonly n: number; readonly events: number; readonly simulatedUs: number; readonly cut?: string }[];
}

async function measure(page: Page, run: { lab: string; source: string; seeds: readonly number[] }): Promise<BrowserTiming> {
  // As text: a function would arrive with the names that tsx adds to its own.
  const request = `{ ...${JSON.stringify(run)}, lanes: 1, inspect: false, onSeed() {}, signal: new AbortController().signal }`;
  const outcome = await page.evaluate<Outcome>(`browserRun.runInBrowser(${request})`);
  if (outcome.kind !== "done") throw new Error(`The browser did not run the program (${outcome.kind}). ${outcome.message ?? ""}`);
  const cut = outcome.seeds.find((seed) => seed.cut !== undefined);
  if (cut !== undefined) throw new Error(`Seed ${cut.n} did not end in the browser: ${cut.cut}`);
  const sum = (of: (seed: Outcome["seeds"][number]) => number) => outcome.seeds.reduce((total, seed) => total + of(seed), 0);
  const [events, simulatedSeconds, wallSeconds] = [sum(({ events }) => events), sum(({ simulatedUs }) => simulatedUs) / 1e6, outcome.wallMs / 1_000];
  return { events, simulatedSeconds, wallSeconds, eventsPerSecond: events / wallSeconds, simulatedSecondsPerSecond: simulatedSeconds / wallSeconds };
}
