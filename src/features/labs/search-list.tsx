import type { SearchResult } from "@/domain/labs/result";
import { VerdictMark } from "@/ui/verdict";
import styles from "./results.module.css";
import { searchedWords, VERDICT_KINDS, VERDICT_WORDS } from "./words";

interface SearchListProps {
  searches: readonly SearchResult[];
  title: (check: string) => string;
  /** Opens the diagram of the run that a search found; null where it was not recorded. */
  openerOf: (search: SearchResult) => (() => void) | null;
}

/** Small clusters all of whose runs were looked at: what each search proves, and the run that it found. */
export function SearchList({ searches, title, openerOf }: SearchListProps) {
  return (
    <section aria-label="Searches" className={styles.searches}>
      <div className={styles.heading}>
        <h3>All runs of a small cluster</h3>
      </div>
      <ul className={styles.checks}>
        {searches.map((search) => (
          <li key={search.search}>
            <Searched search={search} title={title} open={openerOf(search)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Searched({ search, title, open }: { search: SearchResult; title: SearchListProps["title"]; open: (() => void) | null }) {
  const kind = VERDICT_KINDS[search.verdict];
  return (
    <div className={styles.check}>
      <span className={`v ${kind}`}>
        <VerdictMark kind={kind} />
        <span className="sr">{VERDICT_WORDS[search.verdict]}: </span>
      </span>
      <span>
        {search.title}
        <small>
          {search.broken !== null && search.broken.check !== "program" && <b>{title(search.broken.check)}. </b>}
          {search.say}
        </small>
        {open !== null && (
          <button type="button" className="btn sm" onClick={open}>
            Step through it
          </button>
        )}
      </span>
      <span className={`${styles.points} num muted`}>{searchedWords(search)}</span>
    </div>
  );
}
