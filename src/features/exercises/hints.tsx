"use client";

import { useMutation } from "@tanstack/react-query";
import type { HintOutput } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Prose } from "@/ui/prose";
import { wordsOf } from "../trpc";
import styles from "./exercise-session.module.css";

interface HintsProps {
  ask: (number: number) => Promise<HintOutput>;
  told: HintOutput;
  onTold: (told: HintOutput) => void;
}

/** The hints that were asked for, and a button for the next one. What it costs stands beside it. */
export function Hints({ ask: askHint, told, onTold }: HintsProps) {
  const ask = useMutation({ mutationFn: askHint, onSuccess: onTold });
  const { hints } = told;
  const next = hints.told.length + 1;
  const more = next <= hints.of;
  const press = () => more && !ask.isPending && ask.mutate(next);
  useHotkeys({ h: press });
  if (hints.of === 0) return null;
  return (
    <section>
      <h2>Hints</h2>
      <ol className={styles.hints} aria-live="polite">
        {hints.told.map((html) => (
          <li key={html}>
            <Prose html={html} inline />
          </li>
        ))}
      </ol>
      {more ? (
        <button type="button" className="btn sm" onClick={press} aria-disabled={ask.isPending} aria-keyshortcuts="H">
          Show hint {next} of {hints.of} <Kbd>H</Kbd>
        </button>
      ) : (
        <p className="hint">That is all of them.</p>
      )}
      {ask.isError && (
        <p className="hint bad" role="alert">
          {wordsOf(ask.error)}
        </p>
      )}
    </section>
  );
}
