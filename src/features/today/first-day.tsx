import type { ReactNode } from "react";
import type { OverviewOutput } from "@/contracts/today/today";
import { Kbd } from "@/ui/kbd";
import { counted, dayWords } from "@/ui/words";
import { ChoosePlan } from "./choose-plan";
import { PlanOfDay } from "./plan-of-day";
import { StartButton } from "./start-button";
import { cardsToday } from "./today-words";
import styles from "./today.module.css";

/** Before the first answer: how it works in three lines, the first cards, and a plan if one is wanted. */
export function FirstDay({ overview, given, placement }: { overview: OverviewOutput; given: ReactNode; placement: ReactNode }) {
  const { today, cards, plan, plans } = overview;
  const first = cardsToday(cards);
  return (
    <div className={`wrap ${styles.firstDay}`}>
      <header>
        <p className={styles.date}>{dayWords(today)}</p>
        <h1>Nothing is due yet</h1>
        <p className={styles.lead}>Cards come back just before you would forget them. The first answers tell when that is.</p>
      </header>
      {given}
      <div className={styles.steps}>
        <section className={`card ${styles.begin}`}>
          <div className="row between">
            <h2>Start with your first {counted(first, "card")}</h2>
            <span className="badge num">about {cards.minutes} min</span>
          </div>
          <p>One at a time. “Again” is a good answer to a card that you do not know yet: it comes back within minutes.</p>
          <ol className={styles.howTo}>
            <li>
              <b>
                <span className={styles.keys}>
                  <Kbd>Space</Kbd>
                </span>
                Think, then show
              </b>
              Say the answer to yourself before you look.
            </li>
            <li>
              <b>
                <span className={styles.keys}>
                  <Kbd>1</Kbd> to <Kbd>4</Kbd>
                </span>
                Rate it
              </b>
              Each button says when the card comes back.
            </li>
            <li>
              <b>
                <span className={styles.keys}>
                  <Kbd>U</Kbd>
                </span>
                Take it back
              </b>
              A slip of the finger is undone and never counts.
            </li>
          </ol>
          <StartButton cards={first} exerciseId={null} />
        </section>
        {plan !== null ? (
          <PlanOfDay plan={plan} />
        ) : (
          plans.length > 0 && (
            <section className={`card ${styles.begin}`}>
              <h2>Or follow a plan</h2>
              <ChoosePlan plans={plans} />
            </section>
          )
        )}
        {placement}
      </div>
      <p className={styles.foot}>Tomorrow this page lists what is due, why, and how long it takes. Nothing else lives here.</p>
    </div>
  );
}
