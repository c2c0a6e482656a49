import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { LearnerWork, Retention } from "@/contracts/cohorts/cohorts";
import { Prose } from "@/ui/prose";
import { Verdict } from "@/ui/verdict";
import { number, percent } from "@/ui/words";
import { cohortHref, learnerAttemptHref, learnerRunHref, learnersHref } from "./addresses";
import styles from "./cohorts.module.css";
import { LearnerActions } from "./learner-actions";
import { activeWords, agoWords, flagWords, ruleWords } from "./words";

/** One learner: what is the matter, what they remember, and their work down to a run and an answer. */
export function LearnerPage({ work, namesHidden }: { work: LearnerWork; namesHidden: boolean }) {
  const { cohort, learner, now } = work;
  const name = namesHidden ? "A learner" : learner.name;
  return (
    <div className={`wrap ${styles.wrap}`}>
      <nav className="crumb flex-wrap" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={cohortHref(cohort.id)}>{cohort.name}</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={learnersHref(cohort.id)}>Learners</Link>
      </nav>
      <header className={styles.head}>
        <div>
          <h1>{name}</h1>
          <p className={styles.sub}>
            {!namesHidden && <>{learner.email} · </>}last active {activeWords(learner.lastActiveAt, now)} · joined {agoWords(learner.joinedAt, now)}
            {learner.finishedAt !== null && ` · finished ${agoWords(learner.finishedAt, now)}`}
          </p>
        </div>
        <LearnerActions cohortId={cohort.id} learnerId={learner.id} name={name} email={namesHidden ? null : learner.email} finished={learner.finishedAt !== null} />
      </header>
      {learner.flags.length > 0 && (
        <ul className={styles.flags} aria-label="Flags">
          {learner.flags.map((flag) => (
            <li key={flag.kind + flagWords(flag)} className={styles.flag}>
              <span>{flagWords(flag)}</span>
              <span className="hint">rule: {ruleWords(flag)}</span>
            </li>
          ))}
        </ul>
      )}
      <Numbers work={work} />
      <Recall concepts={work.concepts} />
      <Runs work={work} />
      <Answers work={work} />
      <p className="hint mt-8">This look is written down, as is each run and answer that you open here. The learner reads it under Settings, Cohorts.</p>
    </div>
  );
}

function Numbers({ work: { learner, totals } }: { work: LearnerWork }) {
  return (
    <dl className={`${styles.numbers} num`}>
      <div>
        <dt>card answers in 7 days</dt>
        <dd>{number(learner.weekReviews)}</dd>
      </div>
      <div>
        <dt>remembered in 7 days</dt>
        <Remembered retention={learner.week} />
      </div>
      <div>
        <dt>remembered in 14 days</dt>
        <Remembered retention={learner.fortnight} />
      </div>
      <div>
        <dt>cards overdue</dt>
        <dd>
          {number(learner.overdue.cards)} <small>{learner.overdue.loadDays.toFixed(1)} days of load</small>
        </dd>
      </div>
      <div>
        <dt>exercises right, last answer</dt>
        <dd>
          {learner.exercises.right} <small>of {learner.exercises.tried} tried, {totals.exercises} in all</small>
        </dd>
      </div>
      <div>
        <dt>labs passed</dt>
        <dd>
          {learner.labs.passed} <small>of {learner.labs.tried} tried, {totals.labs} in all</small>
        </dd>
      </div>
      <div>
        <dt>interviews held</dt>
        <dd>{learner.interviews}</dd>
      </div>
    </dl>
  );
}

function Remembered({ retention: { reviews, observed, predicted } }: { retention: Retention }) {
  if (observed === null || predicted === null) return <dd className="muted">unknown</dd>;
  return (
    <dd>
      {percent(observed)}{" "}
      <small>
        of {number(reviews)}, {percent(predicted)} predicted
      </small>
    </dd>
  );
}

function Recall({ concepts }: { concepts: LearnerWork["concepts"] }) {
  const known = concepts.filter(({ recall }) => recall !== null).sort((a, b) => (a.recall ?? 0) - (b.recall ?? 0));
  const unknown = concepts.length - known.length;
  return (
    <section className={styles.section}>
      <h2>Predicted recall by concept, the weakest first</h2>
      {known.length === 0 && <p className="text-[13px] text-ink-2">Nothing is known: no card has been answered.</p>}
      <ul className={`${styles.recalls} num`}>
        {known.map(({ id, title, recall, reviewedCards, cards }) => (
          <li key={id} className={styles.recall} title={`${title}: ${reviewedCards} of ${cards} cards answered`}>
            <span>{title}</span>
            <span className={styles.track} aria-hidden="true">
              <i style={{ width: percent(recall ?? 0) }} />
            </span>
            <span>
              {percent(recall ?? 0)} <small className="muted">of {reviewedCards}</small>
            </span>
          </li>
        ))}
      </ul>
      {known.length > 0 && unknown > 0 && <p className="hint mt-2">{unknown} more concepts are unknown: none of their cards was answered.</p>}
    </section>
  );
}

function Runs({ work: { cohort, learner, runs, now } }: { work: LearnerWork }) {
  return (
    <section className={styles.section}>
      <h2>Lab runs, newest first</h2>
      {runs.length === 0 ? (
        <p className="text-[13px] text-ink-2">No program was submitted yet.</p>
      ) : (
        <div className={styles.scroller} tabIndex={0} role="region" aria-label="Lab runs">
          <table className="table num">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">Verdict</th>
                <th scope="col">Failed checks</th>
                <th scope="col" className="r">
                  Points
                </th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(({ run, lab, failed }) => (
                <tr key={run.runId}>
                  <th scope="row">
                    <Link href={learnerRunHref(cohort.id, learner.id, run.runId)} prefetch={false}>
                      {lab.title}, run {run.number}
                    </Link>
                  </th>
                  <td>
                    <RunVerdict run={run} />
                  </td>
                  <td className={styles.wraps}>{failed.join(", ")}</td>
                  <td className="r">{run.points === null ? "–" : `${run.points} of ${run.pointsMax}`}</td>
                  <td>{agoWords(run.submittedAt, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RunVerdict({ run: { state, verdict } }: { run: LearnerWork["runs"][number]["run"] }) {
  if (state !== "done") return <Verdict kind="running">At the judge</Verdict>;
  if (verdict === "passed") return <Verdict kind="pass">Passed</Verdict>;
  return verdict === "failed" ? <Verdict kind="fail">Failed</Verdict> : <Verdict kind="unknown">Unknown</Verdict>;
}

function Answers({ work: { cohort, learner, answers, now } }: { work: LearnerWork }) {
  return (
    <section className={styles.section}>
      <h2>Answers to exercises, newest first</h2>
      {answers.length === 0 ? (
        <p className="text-[13px] text-ink-2">No exercise was answered yet.</p>
      ) : (
        <div className={styles.scroller} tabIndex={0} role="region" aria-label="Answers to exercises">
          <table className="table num">
            <thead>
              <tr>
                <th scope="col">Exercise</th>
                <th scope="col" className="r">
                  Credit
                </th>
                <th scope="col">What was said</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {answers.map(({ attemptId, exercise, score, at, saidHtml }) => (
                <tr key={attemptId}>
                  <th scope="row">
                    <Link href={learnerAttemptHref(cohort.id, learner.id, attemptId)} prefetch={false}>
                      {exercise.title}
                    </Link>
                  </th>
                  <td className="r">{percent(score)}</td>
                  <td className={`${styles.wraps} ${styles.said}`}>{saidHtml !== null && <Prose html={saidHtml} inline />}</td>
                  <td>{agoWords(at, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
