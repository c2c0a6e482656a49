"use client";

import type { ItemDetail } from "@/contracts/cohorts/items";
import { counted, percent } from "@/ui/words";
import { Prose } from "@/ui/prose";
import cohortStyles from "../cohorts.module.css";
import { Fact, Facts } from "./facts";
import styles from "./items.module.css";
import { boundsWords, fewWords, FINDING_ADVICE, FINDING_WORDS, signed, stepWords } from "./words";

/** Everything that is known of one item. */
export function ItemDetailView({ item }: { item: ItemDetail }) {
  const { figures, learners, roads, groupSizes, parameters } = item;
  const few = fewWords(learners);
  if (figures === null) return <p className="note mt-3">{few}</p>;
  return (
    <>
      <Facts>
        <Fact name="Facility" value={percent(figures.facility.share)} more={`${boundsWords(figures.facility)}, ${counted(learners, "learner")}`} />
        <Fact name="Discrimination" value={signed(figures.discrimination)} more={figures.discrimination === null ? "needs 20 learners with three other items" : "item against the other items"} />
        <Fact name="Upper less lower group" value={signed(figures.upperLower)} more="of facility, by 27% each" />
        <Fact name="Difficulty" value={stepWords(item)} more="1 easiest, 5 hardest" />
      </Facts>
      {few !== null && <p className="note warn mt-4">{few}</p>}
      {figures.findings.length > 0 && (
        <ul className={styles.advice}>
          {figures.findings.map((finding) => (
            <li key={finding}>
              <b>{FINDING_WORDS[finding]}.</b> {FINDING_ADVICE[finding]}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.tables}>
        <RoadTable title={item.title} roads={roads} groupSizes={groupSizes} learners={learners} />
        {parameters.length > 0 && (
          <div>
            <h3>Where what was drawn matters</h3>
            {parameters.map((parameter) => (
              <ParameterTable key={parameter.name} title={item.title} parameter={parameter} />
            ))}
          </div>
        )}
      </div>
    </>
  );
}

type Roads = Pick<ItemDetail, "title" | "roads" | "groupSizes" | "learners">;

/** Who took which road, the weaker on the left. */
function RoadTable({ title, roads, groupSizes, learners }: Roads) {
  return (
    <div>
      <h3>Which answer, by ability</h3>
      <div className={cohortStyles.scroller} tabIndex={0} role="region" aria-label={`Answers to ${title} by ability`}>
        <table className="table num">
          <thead>
            <tr>
              <th scope="col">Answer</th>
              <th scope="col" className="r">
                All {learners}
              </th>
              {groupSizes !== null && (
                <>
                  <th scope="col" className="r">
                    Lower {groupSizes.lower}
                  </th>
                  <th scope="col" className="r">
                    Middle {groupSizes.middle}
                  </th>
                  <th scope="col" className="r">
                    Upper {groupSizes.upper}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {roads.map(({ about, labelHtml, sort, all, groups }) => (
              <tr key={about}>
                <th scope="row" className={`${styles.road} ${sort === "right" ? styles.right : ""}`}>
                  <Prose html={labelHtml} inline />
                </th>
                <td className="r">{all === 0 ? <b>nobody</b> : all}</td>
                {groups !== null && (
                  <>
                    <td className="r">{groups.lower}</td>
                    <td className="r">{groups.middle}</td>
                    <td className="r">{groups.upper}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function ParameterTable({ title, parameter: { name, parts } }: { title: string; parameter: ItemDetail["parameters"][number] }) {
  return (
    <div className={`${cohortStyles.scroller} ${styles.parameter}`} tabIndex={0} role="region" aria-label={`Facility of ${title} by ${name}`}>
      <table className="table num">
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col" className="r">
              Learners
            </th>
            <th scope="col" className="r">
              Facility
            </th>
            <th scope="col" className="r">
              95% bounds
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ from, to, facility }) => (
            <tr key={String(from)}>
              <th scope="row">{from === to ? from : `${from} to ${to}`}</th>
              <td className="r">{facility.base}</td>
              <td className="r">{percent(facility.share)}</td>
              <td className="r">{boundsWords(facility)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
