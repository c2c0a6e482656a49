import { memo, type ReactNode } from "react";
import { NOTES } from "../spacetime/drawing";
import { lookOf } from "../spacetime/layout-lines";
import type { PlacedNote, SpacetimeLayout } from "../spacetime/layout-shape";
import type { Story } from "../spacetime/read-story";
import styles from "./run-viewer.module.css";

const line = (stroke: string, more: ReactNode, width = 28) => (
  <svg width={width} height="12" aria-hidden="true">
    <path d="M0 6h19" stroke={stroke} strokeWidth="1.5" />
    {more}
  </svg>
);
const HEAD = "m17 2 8 4-8 4 2-4Z";

interface LegendSymbol {
  readonly word: string;
  readonly isIn: (layout: SpacetimeLayout) => boolean;
  readonly picture: ReactNode;
}

const NOTE_WORDS: Readonly<Record<PlacedNote["kind"], string>> = {
  "clock-jumped": "clock jumps", "clock-drifted": "clock drifts", slowed: "slow, fast again", paused: "pause", resumed: "goes on",
};

function noteSymbols(): LegendSymbol[] {
  return (Object.keys(NOTE_WORDS) as PlacedNote["kind"][]).map((kind) => ({
    word: NOTE_WORDS[kind],
    isIn: ({ notes }) => notes.some((note) => note.kind === kind),
    picture: <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true"><path d={NOTES[kind]} fill="none" stroke="var(--ink-2)" strokeWidth="1.6" /></svg>,
  }));
}

const SYMBOLS: readonly LegendSymbol[] = [
  { word: "delivered", isIn: ({ messages }) => messages.some(({ look, delivery }) => look === "plain" && !delivery.isLost), picture: line("var(--ink-2)", <path d={HEAD} fill="var(--ink-2)" />) },
  { word: "answer", isIn: ({ messages }) => messages.some(({ look }) => look === "ack"), picture: line("var(--pass)", <path d={HEAD} fill="var(--pass)" />) },
  { word: "lost", isIn: ({ messages }) => messages.some(({ delivery }) => delivery.isLost), picture: line("var(--ink-2)", <path d="m16 2 8 8m0-8-8 8" stroke="var(--fail-solid)" strokeWidth="2" />) },
  {
    word: "second copy",
    isIn: ({ messages }) => messages.some(({ look }) => look === "copy"),
    picture: (
      <svg width="32" height="12" aria-hidden="true">
        <path d="M0 6h18" stroke="var(--d4)" strokeWidth="1.8" strokeDasharray="5 3" />
        <path d="m15 2 8 4-8 4 2-4Zm6 0 8 4-8 4 2-4Z" fill="var(--d4)" />
      </svg>
    ),
  },
  { word: "sent before", isIn: ({ messages }) => messages.some(({ isStub }) => isStub), picture: <svg width="28" height="12" aria-hidden="true"><path d="M0 6h19" stroke="var(--ink-2)" strokeWidth="1.5" strokeDasharray="2 3" /><path d={HEAD} fill="var(--ink-2)" /></svg> },
  { word: "follower", isIn: ({ roles }) => roles.length > 0, picture: <svg width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="var(--control)" strokeWidth="1.6" /></svg> },
  { word: "candidate", isIn: ({ roles }) => roles.some(({ role }) => role === "candidate"), picture: <svg width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="var(--ink-2)" strokeWidth="3" strokeDasharray="6 3" /></svg> },
  { word: "leader", isIn: ({ roles }) => roles.some(({ role }) => role === "leader"), picture: <svg width="22" height="10" aria-hidden="true"><rect width="22" height="9" rx="2" fill="var(--d1)" /></svg> },
  { word: "crash", isIn: ({ steps }) => steps.some(({ shape }) => shape === "crash"), picture: <svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill="var(--ink)" /></svg> },
  { word: "restart", isIn: ({ steps }) => steps.some(({ shape }) => shape === "restart"), picture: <svg width="14" height="12" aria-hidden="true"><path d="M1 11 7 1l6 10Z" fill="none" stroke="var(--ink)" strokeWidth="1.5" /></svg> },
  {
    word: "partition",
    isIn: ({ partitions }) => partitions.length > 0,
    picture: (
      <svg width="22" height="12" aria-hidden="true">
        <path d="M1 0v12M4 12 16 0M10 12 22 0" stroke="var(--d2)" strokeWidth="1.6" />
      </svg>
    ),
  },
  {
    word: "timer, fsync",
    isIn: ({ waits }) => waits.length > 0,
    picture: (
      <svg width="26" height="14" aria-hidden="true">
        <path d="M1 7h14" stroke="var(--d6)" strokeWidth="1.5" strokeDasharray="1 3" strokeLinecap="round" />
        <circle cx="20" cy="7" r="4.6" fill="none" stroke="var(--d6)" strokeWidth="1.4" />
        <path d="M20 4.6V7l1.6 1" stroke="var(--d6)" fill="none" />
      </svg>
    ),
  },
  ...noteSymbols(),
  { word: "network changes", isIn: ({ weathers }) => weathers.length > 0, picture: <svg width="8" height="14" aria-hidden="true"><path d="M4 0v14" stroke="var(--d2)" strokeWidth="1.4" strokeDasharray="2 4" /></svg> },
  {
    word: "wait, not to scale",
    isIn: ({ breaks }) => breaks.length > 0,
    picture: (
      <svg width="14" height="12" aria-hidden="true">
        <path d="M4 0v12M10 0v12" stroke="var(--ink-3)" strokeDasharray="3 3" />
      </svg>
    ),
  },
];

/** The symbols that a picture uses. */
export const symbolsIn = (layout: SpacetimeLayout): readonly string[] => SYMBOLS.flatMap(({ word, isIn }) => (isIn(layout) ? [word] : []));

/** Those of a picture of so many events that only their lines, their faults and their roles are drawn. */
export function symbolsOfStory({ deliveries, steps, spans, roles }: Story): readonly string[] {
  const looks = new Set(deliveries.map((delivery) => (delivery.isLost ? "lost" : lookOf(delivery))));
  const restarted = steps.some(({ event }) => event.kind === "handled" && event.trigger.kind === "boot" && event.trigger.restarted);
  const roleNames = roles.spans.map(({ role }): string => role);
  const used: Readonly<Record<string, boolean>> = {
    delivered: looks.has("plain"), answer: looks.has("ack"), "second copy": looks.has("copy"), lost: looks.has("lost"),
    follower: roleNames.length > 0, candidate: roleNames.includes("candidate"), leader: roleNames.includes("leader"),
    crash: steps.some(({ event }) => event.kind === "crashed"), restart: restarted, partition: spans.some(({ kind }) => kind === "partitioned" || kind === "cut"),
  };
  return SYMBOLS.flatMap(({ word }) => (used[word] === true ? [word] : []));
}

export const Legend = memo(function Legend({ used }: { used: readonly string[] }) {
  if (used.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label="Symbols">
      {SYMBOLS.filter(({ word }) => used.includes(word)).map(({ word, picture }) => (
        <li key={word}>
          {picture}
          {word}
        </li>
      ))}
    </ul>
  );
});
