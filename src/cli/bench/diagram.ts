/** How long frames take while the diagram of a run with 5,000 events is scrolled and scrubbed, in a headless Chromium. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { assert } from "@/domain/kernel/assert";
import { findLab } from "@/domain/labs/catalogue";
import { excerptOf } from "@/domain/labs/excerpt";
import { EXCERPT_EVENTS_MAX, type Excerpt } from "@/domain/labs/result";
import { planOf, playPlan } from "@/domain/labs/run-seed";
import { readQuickJsWasm, readShim } from "@/sandbox/node-files";
import { prepareProgram } from "@/sandbox/program";
import { createQuickJsHost } from "@/sandbox/quickjs-host";
import { openDiagramPath } from "./diagram-path";

/** A run of 25 nodes with many times as many events. */
const LAB = "broadcast";
const PROGRAM = "content/labs/broadcast/wrong/tells-everybody.ts";
const SEED = 1;
const FRAMES = 200;
const MOVES = ["scrub", "scroll", "list", "step"] as const;
/** The window when the page opens, after some presses of "-", and the whole run. */
const ZOOMS = { numbered: [], ticks: ["-", "-", "-"], density: ["-", "-", "-", "-", "-", "-", "-"], whole: ["0"] } as const;
/** At 60 frames a second, and what a clock may be off. */
const FRAME_MS = 1_000 / 60 + 1;

export interface FrameTimes {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** Of all frames, those that came later than 60 a second allow */
  readonly lateShare: number;
}

export interface DiagramResult {
  readonly events: number;
  readonly frames: number;
  readonly openedMs: number;
  readonly moves: Readonly<Record<keyof typeof ZOOMS, Readonly<Record<(typeof MOVES)[number], FrameTimes>>>>;
}

export async function benchDiagram(say: (line: string) => void): Promise<DiagramResult> {
  const excerpt = await longExcerpt();
  const recording = { version: "as-run", excerpt, events: { asRun: excerpt.eventsInRun, shrunk: null }, kept: [] } as const;
  const path = await openDiagramPath();
  try {
    const opened: number[] = [];
    const moves: Record<string, Record<string, FrameTimes>> = {};
    for (const [zoom, keys] of Object.entries(ZOOMS)) {
      const { page, openedMs } = await path.open(recording);
      opened.push(openedMs);
      for (const key of keys) await page.keyboard.press(key);
      const measured: Record<string, FrameTimes> = {};
      for (const move of MOVES) {
        await page.keyboard.press("Home");
        measured[move] = await measure(page, move);
      }
      moves[zoom] = measured;
      say(`${zoom}: ${MOVES.map((move) => `${move} ${measured[move]?.medianMs}/${measured[move]?.p95Ms}/${measured[move]?.worstMs} ms`).join(", ")}`);
      await page.close();
    }
    return { events: excerpt.events.length, frames: FRAMES, openedMs: rounded(Math.min(...opened)), moves: moves as DiagramResult["moves"] };
  } finally {
    await path.close();
  }
}

/** The first 5,000 events of a run, without what nodes remember: 25 growing sets are larger than any run that is kept. */
async function longExcerpt(): Promise<Excerpt> {
  const lab = findLab(LAB);
  const prepared = prepareProgram(await readFile(PROGRAM, "utf8"));
  assert(lab !== undefined && prepared.ok, `${PROGRAM} can be played`);
  const { plan, scenario } = planOf(lab, SEED, String(SEED));
  const host = await createQuickJsHost({ wasm: new WebAssembly.Module(readQuickJsWasm()), shim: readShim(), js: prepared.program.js });
  const run = playPlan({ ...lab, readsTrace: true }, plan, host, { inspect: false });
  const trace = run.trace?.slice(0, EXCERPT_EVENTS_MAX) ?? [];
  assert(trace.length === EXCERPT_EVENTS_MAX, `the run has ${EXCERPT_EVENTS_MAX} events`);
  const failed = { check: "eventually", verdict: "failed", say: "The middle of the run.", figures: {}, witnesses: [EXCERPT_EVENTS_MAX / 2] } as const;
  return excerptOf({ ...run, trace }, { n: SEED, scenario }, failed, plan.nodes);
}

async function measure(page: Page, move: (typeof MOVES)[number]): Promise<FrameTimes> {
  const times = await page.evaluate<number[]>(`diagramPage.framesOf(${JSON.stringify(move)}, ${FRAMES})`);
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): number => rounded(sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0);
  return { medianMs: at(0.5), p95Ms: at(0.95), worstMs: at(1), lateShare: rounded(times.filter((time) => time > FRAME_MS).length / times.length, 1_000) };
}

const rounded = (value: number, per = 10): number => Math.round(value * per) / per;
