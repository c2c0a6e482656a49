/** The page of a recorded run in a headless Chromium, with nothing else in it. */
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { ShownRecording } from "@/domain/labs/shown-recording";

const ENTRY = "tests/support/diagram-page.tsx";
const SIZE = { width: 1440, height: 900 };

/** The scripts are plain JavaScript without declarations: what is used of them is written down here. */
interface Scripts {
  readonly launchChromium: () => Promise<Browser>;
}

export interface DiagramPath {
  /** Opens the page on a recording; gives the milliseconds until it stood. */
  readonly open: (recording: ShownRecording, query?: string) => Promise<{ readonly page: Page; readonly openedMs: number }>;
  readonly close: () => Promise<void>;
}

export async function openDiagramPath(): Promise<DiagramPath> {
  const { launchChromium } = (await import(new URL("../../../scripts/lib/chromium.js", import.meta.url).href)) as Scripts;
  const [{ script, style }, browser] = await Promise.all([bundle(), launchChromium()]);
  return {
    open: async (recording, query = "") => {
      const page = await browser.newPage({ viewport: SIZE });
      await page.setContent('<!doctype html><html lang="en" data-theme="system"><title>Measurement</title><body>');
      await page.addStyleTag({ content: style });
      await page.addScriptTag({ content: script });
      const openedMs = await page.evaluate<number, readonly unknown[]>(
        ([shown, asked]) => (globalThis as unknown as { diagramPage: { openRecording: (...given: unknown[]) => Promise<number> } }).diagramPage.openRecording(shown, asked),
        [recording, query],
      );
      return { page, openedMs };
    },
    close: () => browser.close(),
  };
}

async function bundle(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    outdir: "out",
    minify: true,
    format: "iife",
    globalName: "diagramPage",
    jsx: "automatic",
    target: "es2022",
    tsconfig: "tsconfig.json",
    define: { "process.env.NODE_ENV": '"production"', "process.env.__NEXT_ROUTER_BASEPATH": '""', "process.env": "{}" },
    footer: { js: "globalThis.diagramPage = diagramPage;" },
    logLevel: "error",
  });
  const text = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}
