import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ContentItem, ContentItems, ContentItemsInput, Finding, Use } from "@/contracts/cohorts/items";
import { LEARNERS_MIN } from "@/domain/exercises/statistics/item-figures";
import { counted } from "@/ui/words";
import cohortStyles from "../cohorts.module.css";
import { ItemDetailView } from "./item-detail-view";
import { ItemTable } from "./item-table";
import styles from "./items.module.css";
import { FINDING_ADVICE, FINDING_WORDS, itemHref, itemsHref, USE_WORDS } from "./words";

const USES = Object.keys(USE_WORDS) as Use[];

interface ContentItemsPageProps {
  filter: ContentItemsInput;
  content: ContentItems;
  /** Null: not computed yet */
  computedText: string | null;
}

/** Which items of the content somebody should look at. */
export function ContentItemsPage({ filter, content: { items, withFigures, tooFew, counts }, computedText }: ContentItemsPageProps) {
  const { use, finding } = filter;
  return (
    <div className={`wrap ${cohortStyles.wrap}`}>
      <nav className="crumb" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b>Items</b>
      </nav>
      <h1 className="mt-2">Items</h1>
      <p className={`${cohortStyles.sub} num`}>{standWords(withFigures, tooFew, computedText)}</p>
      <nav aria-label="Filters" className={styles.filters}>
        <div role="group" aria-label="Use" className={styles.group}>
          {USES.map((each) => (
            <Choice key={each} href={itemsHref({ ...filter, use: each })} isOn={use === each} label={USE_WORDS[each]} />
          ))}
        </div>
        <div role="group" aria-label="Finding" className={styles.group}>
          <Choice href={itemsHref({ use })} isOn={finding === undefined} label="All" count={withFigures} />
          {(Object.keys(FINDING_WORDS) as Finding[]).map((each) => (
            <Choice key={each} href={itemsHref({ use, finding: each })} isOn={finding === each} label={FINDING_WORDS[each]} count={counts[each] ?? 0} />
          ))}
        </div>
      </nav>
      {finding !== undefined && <p className={`${cohortStyles.sub} mb-4`}>{FINDING_ADVICE[finding]}</p>}
      {items.length === 0 ? <p className="note">{withFigures === 0 ? `No item has the answers of ${LEARNERS_MIN} learners yet.` : "Nothing of this sort was found."}</p> : <ItemTable label="Items" items={items} hrefOf={(exerciseId) => itemHref(exerciseId, use)} />}
    </div>
  );
}

function standWords(withFigures: number, tooFew: number, computedText: string | null): string {
  if (computedText === null) return "Figures are computed in the background as soon as there are answers.";
  return `First answers, as of ${computedText}. ${counted(withFigures, "item")} with figures; ${counted(tooFew, "more item")} answered by fewer than ${LEARNERS_MIN} learners.`;
}

function Choice({ href, isOn, label, count }: { href: string; isOn: boolean; label: string; count?: number }) {
  return (
    <Link href={href} className={isOn ? styles.on : ""} aria-current={isOn || undefined} scroll={false}>
      {label}
      {count !== undefined && <span className="num">{count}</span>}
    </Link>
  );
}

/** One item of the content in one use. */
export function ContentItemPage({ use, item, computedText }: { use: Use; item: ContentItem["item"]; computedText: string | null }) {
  return (
    <div className={`wrap ${cohortStyles.wrap}`}>
      <nav className="crumb" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={itemsHref({ use })}>Items</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b className="truncate">{item.title}</b>
      </nav>
      <header className={cohortStyles.head}>
        <div>
          <h1>{item.title}</h1>
          <p className={cohortStyles.sub}>
            <Link href={`/library/concepts/${item.concept.id}`}>{item.concept.title}</Link>
            {computedText !== null && ` · first answers, as of ${computedText}`}
          </p>
        </div>
        <div className={cohortStyles.actions}>
          <Link className="btn sm" href={`/practice/${item.exerciseId}`}>
            Open the exercise
          </Link>
        </div>
      </header>
      <nav aria-label="Use" className={styles.filters}>
        <div className={styles.group}>
          {USES.map((each) => (
            <Choice key={each} href={itemHref(item.exerciseId, each)} isOn={use === each} label={USE_WORDS[each]} />
          ))}
        </div>
      </nav>
      <ItemDetailView item={item} />
    </div>
  );
}
