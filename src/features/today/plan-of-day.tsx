import Link from "next/link";
import type { OverviewOutput } from "@/contracts/today/today";
import styles from "./today.module.css";

type Plan = NonNullable<OverviewOutput["plan"]>;

/** Today's page of the study plan. Concepts without content yet are named, not linked. */
export function PlanOfDay({ plan }: { plan: Plan }) {
  const unwritten = plan.concepts.filter(({ written }) => !written).length;
  return (
    <section>
      <div className={styles.section}>
        <h2>
          Day {plan.day} of {plan.days}
        </h2>
        <span>
          {plan.title} ·{" "}
          <Link className="link" href="/settings">
            change
          </Link>
        </span>
      </div>
      <div className={styles.plan}>
        <h3>{plan.heading}</h3>
        <p>{plan.goal}</p>
        {plan.concepts.length > 0 && (
          <ul className={styles.concepts}>
            {plan.concepts.map(({ id, title, written }) => (
              <li key={id}>
                {written ? (
                  <Link className={styles.concept} href={`/library/concepts/${id}`}>
                    {title}
                  </Link>
                ) : (
                  <span className={`${styles.concept} ${styles.unwritten}`}>{title}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        {unwritten > 0 && <p className={styles.planFoot}>Dashed: named by the plan, not written here yet.</p>}
      </div>
    </section>
  );
}
