"use client";

import { useId, useState } from "react";
import type { ListOutput } from "@/contracts/exercises/exercises";
import { Field } from "@/ui/form-parts";
import styles from "./assignments.module.css";

interface ChooseExercisesProps {
  exercises: ListOutput["exercises"];
  topics: ListOutput["topics"];
  /** In the order of choosing, which is that of the assignment */
  chosen: readonly string[];
  max: number;
  problem: string | null;
  onChange: (chosen: string[]) => void;
}

/** Exercises by topic and concept; those that are chosen stay in the list whatever it is narrowed to. */
export function ChooseExercises({ exercises, topics, chosen, max, problem, onChange }: ChooseExercisesProps) {
  const [topic, setTopic] = useState(topics[0]?.id ?? "");
  const [words, setWords] = useState("");
  const said = useId();
  const asked = words.trim().toLowerCase();
  const isShown = ({ id, title, concept, topic: of }: ListOutput["exercises"][number]) =>
    chosen.includes(id) || (asked === "" ? of.id === topic : `${title} ${concept.title}`.toLowerCase().includes(asked));
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <fieldset aria-describedby={said}>
      <legend>Exercises</legend>
      <div className={styles.fields}>
        <Field label="Topic">
          {(wiring) => (
            <select {...wiring} value={topic} onChange={(event) => setTopic(event.target.value)}>
              {topics.map(({ id, title, count }) => (
                <option key={id} value={id}>
                  {title} ({count})
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Or a word of a title or concept">{(wiring) => <input {...wiring} type="search" value={words} onChange={(event) => setWords(event.target.value)} />}</Field>
      </div>
      <ul className={styles.chooser} tabIndex={0} aria-label="Exercises to choose from">
        {exercises.filter(isShown).map(({ id, title, concept, minutes }, index) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.includes(id)} aria-invalid={problem !== null && index === 0} onChange={() => toggle(id)} />
              <span>
                {title}{" "}
                <small className="num">
                  {concept.title} · {minutes} min
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p id={said} className={problem === null ? "hint mt-2" : "hint bad mt-2"} role="status">
        {problem ?? `${chosen.length} chosen, at most ${max}; about ${minutesOf(exercises, chosen)} min. They are asked in the order of choosing.`}
      </p>
    </fieldset>
  );
}

const minutesOf = (exercises: ListOutput["exercises"], chosen: readonly string[]): number => Math.round(exercises.filter(({ id }) => chosen.includes(id)).reduce((sum, { minutes }) => sum + minutes, 0));
