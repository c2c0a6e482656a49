"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { type DiffLine, diffLines, partsOf } from "@/domain/labs/line-diff";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { counted } from "@/ui/words";
import styles from "./compare.module.css";

interface Side {
  number: number;
  text: string;
}

const SIGNS: Record<DiffLine["kind"], string> = { same: "", gone: "−", new: "+" };
const SAID: Record<DiffLine["kind"], string> = { same: "", gone: "Removed: ", new: "Added: " };

/** Both programs in one column: what went, what came, and some lines around it. N and P, or the buttons, walk the changes. */
export function ProgramDiff({ before, after }: { before: Side; after: Side }) {
  const parts = useMemo(() => partsOf(diffLines(before.text, after.text)), [before.text, after.text]);
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const changes = parts.filter(({ kind }) => kind === "change").length;
  const count = (wanted: DiffLine["kind"]) => parts.flatMap(({ lines }) => lines).filter(({ kind }) => kind === wanted).length;

  const walk = (step: 1 | -1) => {
    if (changes === 0) return;
    const next = at === null ? (step === 1 ? 0 : changes - 1) : (at + step + changes) % changes;
    setAt(next);
    body.current?.querySelectorAll<HTMLElement>("[data-change]")[next]?.focus();
  };
  useHotkeys({ n: () => walk(1), p: () => walk(-1) });

  let change = 0;
  return (
    <section className={styles.section} aria-labelledby="changed-program">
      <div className={styles.bar}>
        <h2 id="changed-program">What changed in the program</h2>
        <span className="num muted">{changes === 0 ? "" : `${counted(count("gone"), "line")} removed, ${count("new")} added`}</span>
        {changes > 0 && (
          <span className={styles.walk}>
            <button type="button" className="btn sm" onClick={() => walk(-1)} aria-keyshortcuts="p">
              <ArrowUp className="ico s" aria-hidden="true" /> Previous <Kbd>P</Kbd>
            </button>
            <button type="button" className="btn sm" onClick={() => walk(1)} aria-keyshortcuts="n">
              <ArrowDown className="ico s" aria-hidden="true" /> Next <Kbd>N</Kbd>
            </button>
          </span>
        )}
      </div>
      {changes === 0 && <p className={styles.quiet}>Both runs submitted the same text.</p>}
      <div ref={body} className={styles.diff}>
        {parts.map((part, index) => {
          if (part.kind === "same") return <SameLines key={index} lines={part.lines} />;
          change += 1;
          return (
            <div key={index} role="group" aria-label={`Change ${change} of ${changes}`} tabIndex={-1} data-change className={styles.change}>
              <Lines lines={part.lines} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

const SameLines = ({ lines }: { lines: readonly DiffLine[] }) => (
  <details>
    <summary className="num">{counted(lines.length, "line")} the same</summary>
    <Lines lines={lines} />
  </details>
);

/** The numbers are those of the earlier and of the later text. */
const Lines = ({ lines }: { lines: readonly DiffLine[] }) => (
  <ul>
    {lines.map(({ kind, text, before, after }) => (
      <li key={`${before} ${after}`} className={styles[kind]}>
        <span className={styles.number} aria-hidden="true">
          {before}
        </span>
        <span className={styles.number} aria-hidden="true">
          {after}
        </span>
        <span className={styles.sign} aria-hidden="true">
          {SIGNS[kind]}
        </span>
        <code>
          {SAID[kind] !== "" && <span className="sr">{SAID[kind]}</span>}
          {text}
        </code>
      </li>
    ))}
  </ul>
);
