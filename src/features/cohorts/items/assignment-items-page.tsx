import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { AssignmentItems } from "@/contracts/cohorts/items";
import { counted, listed } from "@/ui/words";
import { assignmentsHref, resultsHref } from "../addresses";
import cohortStyles from "../cohorts.module.css";
import { ItemDetailView } from "./item-detail-view";
import { ItemTable } from "./item-table";
import { Fact, Facts } from "./facts";
import styles from "./items.module.css";
import { fewWords, signed } from "./words";

interface AssignmentItemsPageProps {
  items: AssignmentItems;
  /** Null: not computed yet */
  computedText: string | null;
}

/** How the items of an assignment did, one by one and together. */
export function AssignmentItemsPage({ items: { cohort, assignment, learners, whole, items, unscored }, computedText }: AssignmentItemsPageProps) {
  const few = fewWords(learners);
  return (
    <div className={`wrap ${cohortStyles.wrap}`}>
      <nav className="crumb" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={assignmentsHref(cohort.id)}>{cohort.name}</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link className="truncate" href={resultsHref(cohort.id, assignment.id)}>
          {assignment.title}
        </Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b>Items</b>
      </nav>
      <header className={cohortStyles.head}>
        <div>
          <h1>Items of {assignment.title}</h1>
          <p className={`${cohortStyles.sub} num`}>
            {computedText === null
              ? "Computed in the background as soon as there are answers."
              : `First answers of ${counted(learners, "learner")} who are through, as of ${computedText}. An item that was left open scores nothing.`}
          </p>
        </div>
      </header>
      {few !== null && computedText !== null && <p className="note warn mt-4">{few}</p>}
      {whole !== null && (
        <Facts>
          <Fact name="Mean total" value={`${whole.mean.toFixed(1)} of ${items.length}`} more={`standard deviation ${whole.deviation.toFixed(2)}`} />
          <Fact name="Alpha" value={signed(whole.alpha)} more="how much the items measure the same" />
          <Fact name="Standard error" value={whole.standardError === null ? "–" : whole.standardError.toFixed(2)} more="of a total, in items" />
        </Facts>
      )}
      <div className="mt-5">
        <ItemTable label="Figures of the items" items={items} hrefOf={(exerciseId) => `#${exerciseId}`} alphaIfDeleted={new Map(items.map((item) => [item.exerciseId, item.alphaIfDeleted]))} />
      </div>
      {unscored.length > 0 && <p className="note mt-4">Scored by a machine alone, and therefore without figures: {listed(unscored)}.</p>}
      {items
        .filter(({ figures }) => figures !== null)
        .map((item) => (
          <section key={item.exerciseId} id={item.exerciseId} className={styles.item} aria-labelledby={`${item.exerciseId}-title`}>
            <h2 id={`${item.exerciseId}-title`}>{item.title}</h2>
            <ItemDetailView item={item} />
          </section>
        ))}
    </div>
  );
}
