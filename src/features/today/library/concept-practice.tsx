import Link from "next/link";
import type { ConceptOutput } from "@/contracts/today/today";
import { Prose } from "@/ui/prose";
import { Verdict } from "@/ui/verdict";
import { counted, percent } from "@/ui/words";
import { STATE_WORDS, typeWords } from "./library-words";
import styles from "./concept.module.css";

/** The cards by their fronts: a list that gave the answers away would spoil them. */
export function ConceptCards({ cards }: { cards: ConceptOutput["cards"] }) {
  if (cards.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{counted(cards.length, "card")}</h2>
      <ul className={styles.rows}>
        {cards.map((card) => (
          <li key={card.id}>
            <Link href={`/progress/cards/${card.id}`}>
              <Prose html={card.frontHtml} className={styles.front} />
            </Link>
            <span className={`${styles.state} num`}>{stateWords(card)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateWords({ state, suspended, recall }: ConceptOutput["cards"][number]): string {
  if (suspended) return "suspended";
  return recall === null || state !== "review" ? STATE_WORDS[state] : `recall ${percent(recall)}`;
}

export function ConceptExercises({ exercises }: { exercises: ConceptOutput["exercises"] }) {
  if (exercises.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{counted(exercises.length, "exercise")}</h2>
      <ul className={styles.rows}>
        {exercises.map(({ id, title, type, difficulty, minutes, bestScore }) => (
          <li key={id}>
            <Link className={styles.exercise} href={`/practice/${id}`}>
              {title}
            </Link>
            <span className={styles.state}>{bestScore === null ? "not answered yet" : <Score score={bestScore} />}</span>
            <small className="num">
              {typeWords(type)} · difficulty {difficulty} of 5 · about {counted(Math.ceil(minutes), "minute")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Score = ({ score }: { score: number }) =>
  score === 1 ? <Verdict kind="pass">right</Verdict> : <span className="num">best {percent(score)}</span>;
