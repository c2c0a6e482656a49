import Link from "next/link";
import type { Finding, ItemSummary } from "@/contracts/cohorts/items";
import { percent } from "@/ui/words";
import cohortStyles from "../cohorts.module.css";
import styles from "./items.module.css";
import { boundsWords, FINDING_WORDS, signed, stepWords } from "./words";

interface ItemTableProps {
  label: string;
  items: readonly ItemSummary[];
  hrefOf: (exerciseId: string) => string;
  /** A column of the assignment's page */
  alphaIfDeleted?: ReadonlyMap<string, number | null>;
}

/** A row an item: how many are right, whether it tells the able apart, and what was found. */
export function ItemTable({ label, items, hrefOf, alphaIfDeleted }: ItemTableProps) {
  return (
    <div className={cohortStyles.scroller} tabIndex={0} role="region" aria-label={label}>
      <table className="table num">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" className="r">
              Learners
            </th>
            <th scope="col" className="r">
              Facility
            </th>
            <th scope="col" className="r">
              95% bounds
            </th>
            <th scope="col" className="r">
              Discrimination
            </th>
            {alphaIfDeleted !== undefined && (
              <th scope="col" className="r">
                Alpha without it
              </th>
            )}
            <th scope="col">Difficulty</th>
            <th scope="col">Found</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.exerciseId}>
              <th scope="row" className={styles.road}>
                <Link href={hrefOf(item.exerciseId)} prefetch={false}>
                  {item.title}
                </Link>
              </th>
              <td className="r">{item.learners}</td>
              <td className="r">{item.figures === null ? "–" : percent(item.figures.facility.share)}</td>
              <td className="r">{item.figures === null ? "–" : boundsWords(item.figures.facility)}</td>
              <td className="r">{signed(item.figures?.discrimination ?? null)}</td>
              {alphaIfDeleted !== undefined && <td className="r">{signed(alphaIfDeleted.get(item.exerciseId) ?? null)}</td>}
              <td>{stepWords(item)}</td>
              <td>{item.figures === null ? <small>too few learners</small> : <Findings findings={item.figures.findings} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <small>nothing</small>;
  return (
    <span className={styles.found}>
      {findings.map((finding) => (
        <span key={finding} className="badge">
          {FINDING_WORDS[finding]}
        </span>
      ))}
    </span>
  );
}
