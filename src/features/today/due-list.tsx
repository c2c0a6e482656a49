import { CornerDownRight, Layers, PencilRuler } from "lucide-react";
import Link from "next/link";
import type { OverviewOutput } from "@/contracts/today/today";
import { counted, dayWords } from "@/ui/words";
import { cardsLine, cardsToday, shortTopic } from "./today-words";
import styles from "./today.module.css";

/** Shades of the mix bar, from the topic with most cards on; the words below carry the same. */
const SHADES = [1, 0.62, 0.38, 0.24, 0.16];

export function DueList({ overview }: { overview: OverviewOutput }) {
  const { cards, exercises } = overview;
  const nothing = cardsToday(cards) === 0 && exercises.length === 0;
  return (
    <section>
      <div className={styles.section}>
        <h2>Due</h2>
        {!nothing && <span>cards first, then exercises</span>}
      </div>
      <ul className={styles.queue}>
        {cardsToday(cards) > 0 && <CardsEntry cards={cards} />}
        {exercises.map((exercise) => (
          <ExerciseEntry key={exercise.id} exercise={exercise} />
        ))}
        {nothing && <li className={styles.rest}>{restWords(overview)}</li>}
      </ul>
    </section>
  );
}

function CardsEntry({ cards }: { cards: OverviewOutput["cards"] }) {
  const mix = [...cards.byTopic].sort((a, b) => b.count - a.count);
  return (
    <li className={`${styles.entry} ${styles.first} ${styles.link}`}>
      <span className={styles.icon}>
        <Layers className="ico" aria-hidden="true" />
      </span>
      <div>
        <h3>
          <Link href="/review">{counted(cardsToday(cards), "card")}</Link>
        </h3>
        <p>{cardsLine(cards)}</p>
        <div className={styles.mixBar} aria-hidden="true">
          {mix.map(({ topic, count }, index) => (
            <i key={topic.id} style={{ flex: count, opacity: SHADES[Math.min(index, SHADES.length - 1)] }} />
          ))}
        </div>
        <ul className={`${styles.mix} num`}>
          {mix.map(({ topic, count }) => (
            <li key={topic.id}>
              {shortTopic(topic.title)} {count}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function ExerciseEntry({ exercise }: { exercise: OverviewOutput["exercises"][number] }) {
  return (
    <li className={`${styles.entry} ${styles.link}`}>
      <span className={styles.icon}>
        <PencilRuler className="ico" aria-hidden="true" />
      </span>
      <div>
        <h3>
          <Link href={`/practice/${exercise.id}`}>{exercise.title}</Link>
        </h3>
        <p>
          {exercise.about} · about {counted(Math.ceil(exercise.minutes), "minute")}
        </p>
        <p className={styles.why}>
          <CornerDownRight className="ico s" aria-hidden="true" />
          {exercise.why}
        </p>
      </div>
      <span className="btn sm" aria-hidden="true">
        Open
      </span>
    </li>
  );
}

/** When something is due again. */
function restWords({ forecast, today }: OverviewOutput): string {
  const next = forecast.find(({ day, count }) => day > today && count > 0);
  if (next === undefined) return "Nothing comes back within the next 14 days. The library has more to meet.";
  const when = next.day === today + 1 ? "tomorrow" : `on ${dayWords(next.day)}`;
  return `Next, ${counted(next.count, "card")} ${when}. Studying ahead would not help: a card is worth most just before you would forget it.`;
}
