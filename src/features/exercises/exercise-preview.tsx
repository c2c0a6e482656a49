"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { type DrawnExercise, type PreviewFileOutput, WORKED_VARIANT } from "@/contracts/authoring/preview";
import type { Answer } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import { useTRPC, wordsOf } from "../trpc";
import { AnswerInput } from "./answer-input";
import { emptyAnswer } from "./draft";
import styles from "./exercise-preview.module.css";
import { FeedbackAnswer } from "./feedback-answer";
import { Figures } from "./figures/figure-view";
import { TYPE_WORDS } from "./words";

const SEED_MAX = 99_999;

type Previewed = NonNullable<PreviewFileOutput["concept"]>["exercises"][number];

/** One exercise of a file as a learner gets it, variant by variant, and what its author wrote for afterwards. */
export function ExercisePreview({ file, exercise }: { file: string; exercise: Previewed }) {
  const trpc = useTRPC();
  const [variant, setVariant] = useState(exercise.variants[0] ?? "1");
  const { data, error } = useQuery(trpc.authoring.exercise.queryOptions({ file, exerciseId: exercise.id, variant }, { placeholderData: keepPreviousData }));
  return (
    <section className={styles.exercise} aria-label={exercise.title}>
      <h3>{exercise.title}</h3>
      <p className="hint">
        <span className="mono">{exercise.id}</span> · {TYPE_WORDS[exercise.type]}
      </p>
      <VariantStepper variant={variant} named={exercise.variants.filter((name) => name === WORKED_VARIANT)} onChange={setVariant} />
      {error !== null && <p className="hint bad">{wordsOf(error)}</p>}
      {data?.state === "broken" && <p className="note warn">No variant can be shown: {data.why}</p>}
      {data?.state === "drawn" && <Drawn key={`${exercise.id} ${JSON.stringify(data.body)}`} drawn={data} />}
    </section>
  );
}

function VariantStepper({ variant, named, onChange }: { variant: string; named: readonly string[]; onChange: (variant: string) => void }) {
  const id = useId();
  const seed = variant === WORKED_VARIANT ? 0 : Number(variant);
  const step = (next: number) => onChange(String(Math.min(SEED_MAX, Math.max(1, Math.trunc(next) || 1))));
  return (
    <div className={styles.head}>
      <label htmlFor={id}>Seed</label>
      <input id={id} className={`input num ${styles.seed}`} type="number" min={1} max={SEED_MAX} value={seed === 0 ? "" : seed} onChange={(event) => step(Number(event.target.value))} />
      <button type="button" className="btn sm" onClick={() => step(seed - 1)} disabled={seed <= 1}>
        Last variant
      </button>
      <button type="button" className="btn sm" onClick={() => step(seed + 1)}>
        Next variant
      </button>
      {named.map((name) => (
        <button key={name} type="button" className="btn sm" aria-pressed={variant === name} onClick={() => onChange(name)}>
          The variant worked by hand
        </button>
      ))}
    </div>
  );
}

/** Both halves of one variant. What is filled in goes nowhere. */
function Drawn({ drawn }: { drawn: DrawnExercise }) {
  const [answer, setAnswer] = useState<Answer>(() => emptyAnswer(drawn.body));
  const describedBy = useId();
  return (
    <>
      <Prose html={drawn.promptHtml} />
      {drawn.figure !== null && drawn.body.type !== "hotspot" && <Figures figures={[drawn.figure]} />}
      <AnswerInput body={drawn.body} figure={drawn.figure} answer={answer} onChange={setAnswer} onCheck={() => {}} describedBy={describedBy} invalid={false} />
      <p id={describedBy} className="hint mt-2">
        {drawn.creditRule} What you fill in here is not kept.
      </p>
      {drawn.hintsHtml.length > 0 && (
        <Part title="Hints">
          <ol className={styles.roads}>
            {drawn.hintsHtml.map((html) => (
              <li key={html}>
                <Prose html={html} inline />
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Part title="The right answer">
        <FeedbackAnswer body={drawn.body} figure={drawn.figure} answer={drawn.answer} answerKey={drawn.key} isOwn={false} />
      </Part>
      <Part title="The road to the answer">
        <Prose html={drawn.explainHtml} />
      </Part>
      <Part title="Wrong roads, and what is said">
        <dl className={styles.roads}>
          {drawn.wrongRoads.map(({ takenHtml, sayHtml }, index) => (
            <div key={index}>
              <dt>
                <Prose html={takenHtml} inline />
              </dt>
              <dd>
                <Prose html={sayHtml} inline />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h4>{title}</h4>
      {children}
    </div>
  );
}
