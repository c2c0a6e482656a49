"use client";

import Link from "next/link";
import { useRef } from "react";
import type { CohortOverview, Flag, LearnerStanding } from "@/contracts/cohorts/cohorts";
import { useHotkeys } from "@/ui/hotkeys";
import { walkRows } from "@/ui/walk-rows";
import { learnerAttemptHref, learnerHref, learnerRunHref } from "./addresses";
import { Avatar } from "./avatar";
import styles from "./cohorts.module.css";
import { useNamesHidden, useShownName } from "./shown-names";
import { flagWords, ruleWords } from "./words";

const ACTIONS = `[data-row-action]`;

/** Everybody who is flagged, each with what is the matter, its rule, and the one next step. J and K walk, Enter opens. */
export function NeedsYou({ cohortId, learners }: { cohortId: string; learners: CohortOverview["learners"] }) {
  const list = useRef<HTMLUListElement>(null);
  const hidden = useNamesHidden();
  const shownName = useShownName();
  useHotkeys({ j: () => walkRows(list, ACTIONS, 1), k: () => walkRows(list, ACTIONS, -1) });
  return (
    <ul className={styles.needs} ref={list} aria-label="Needs you today">
      {learners.map((learner, index) =>
        learner.flags.length === 0 ? null : (
          <li key={learner.id}>
            <Avatar name={learner.name} index={index} hidden={hidden} />
            <div className={styles.who}>
              <Link href={learnerHref(cohortId, learner.id)} prefetch={false}>
                {shownName(learner.name, index)}
              </Link>
              {learner.flags.map((flag) => (
                <p key={flag.kind + flagWords(flag)} className={styles.flag}>
                  <span>{flagWords(flag)}</span>
                  <span className="hint">rule: {ruleWords(flag)}</span>
                </p>
              ))}
            </div>
            <NextStep cohortId={cohortId} learner={learner} name={shownName(learner.name, index)} hidden={hidden} />
          </li>
        ),
      )}
    </ul>
  );
}

interface NextStepProps {
  cohortId: string;
  learner: LearnerStanding;
  /** As it is shown */
  name: string;
  hidden: boolean;
}

/** Of the most urgent flag. */
function NextStep({ cohortId, learner, name, hidden }: NextStepProps) {
  const [flag] = learner.flags;
  const step = flag === undefined ? null : stepOf(flag, cohortId, learner);
  if (step !== null) {
    return (
      <Link className="btn sm" data-row-action href={step.href} prefetch={false}>
        {step.words}
        <span className="sr"> of {name}</span>
      </Link>
    );
  }
  if ((flag?.kind === "inactive" || flag?.kind === "not-started") && !hidden) {
    return (
      <a className="btn sm" data-row-action href={`mailto:${learner.email}`}>
        Write<span className="sr"> to {name}</span>
      </a>
    );
  }
  return (
    <Link className="btn sm" data-row-action href={learnerHref(cohortId, learner.id)} prefetch={false}>
      See the learner<span className="sr">: {name}</span>
    </Link>
  );
}

function stepOf(flag: Flag, cohortId: string, { id }: LearnerStanding): { words: string; href: string } | null {
  if (flag.kind === "lab-stuck") return { words: "Open the run", href: learnerRunHref(cohortId, id, flag.runId) };
  if (flag.kind === "same-mistake") return { words: "Open the answer", href: learnerAttemptHref(cohortId, id, flag.attemptId) };
  return null;
}
