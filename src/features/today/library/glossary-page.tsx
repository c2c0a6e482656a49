"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import type { GlossaryOutput } from "@/contracts/today/today";
import { useHotkeys } from "@/ui/hotkeys";
import { walkRows } from "@/ui/walk-rows";
import { counted, listed } from "@/ui/words";
import { type GlossaryRow, rowsByLetter } from "./glossary-rows";
import shared from "./library.module.css";
import styles from "./glossary.module.css";

const LINKS = "dt > a";

/** Every concept by letter with its other names and how it is defined. J and K walk the words; the filter stands in the address. */
export function GlossaryPage({ entries, asked }: { entries: GlossaryOutput["entries"]; asked: string }) {
  const [filter, setFilter] = useState(asked);
  const list = useRef<HTMLDivElement>(null);
  useHotkeys({ j: () => walkRows(list, LINKS, 1), k: () => walkRows(list, LINKS, -1) });
  const letters = rowsByLetter(entries, filter);
  const found = letters.reduce((sum, [, rows]) => sum + rows.length, 0);
  const change = (text: string) => {
    setFilter(text);
    window.history.replaceState(null, "", text.trim() === "" ? window.location.pathname : `?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <div className="wrap">
      <header className={shared.head}>
        <nav className="crumb" aria-label="Breadcrumb">
          <ChevronLeft className="ico s" aria-hidden="true" />
          <Link href="/library">Library</Link>
        </nav>
        <h1>Glossary</h1>
        <p>{counted(entries.length, "concept")} by name. What stands beside a name begins the concept’s note; the note has the whole of it.</p>
      </header>
      <div className={styles.tools}>
        <label>
          <span>Filter</span>
          <input className="input" type="search" value={filter} maxLength={60} onChange={({ target }) => change(target.value)} />
        </label>
        <p role="status" className="num">
          {found === 0 ? "No word here holds that. Search knows cards, exercises and labs too." : counted(found, "word")}
        </p>
      </div>
      <Letters letters={letters.map(([letter]) => letter)} />
      <div ref={list}>
        {letters.map(([letter, rows]) => (
          <section key={letter} aria-labelledby={anchorOf(letter)} className={styles.letter}>
            <h2 id={anchorOf(letter)}>{letter}</h2>
            <dl>
              {rows.map((row) => (
                <Row key={`${row.entry.id} ${row.word}`} row={row} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}

const anchorOf = (letter: string): string => (letter === "#" ? "letter-0" : `letter-${letter}`);

function Letters({ letters }: { letters: readonly string[] }) {
  if (letters.length < 2) return null;
  return (
    <nav aria-label="Letters" className={styles.letters}>
      {letters.map((letter) => (
        <a key={letter} href={`#${anchorOf(letter)}`}>
          {letter}
        </a>
      ))}
    </nav>
  );
}

function Row({ row: { word, entry, role } }: { row: GlossaryRow }) {
  const { id, title, sameAs, covers, definition } = entry;
  return (
    <div className={styles.row}>
      <dt>
        <Link href={`/library/concepts/${id}`} prefetch={false}>
          {word}
        </Link>
      </dt>
      {role === "concept" ? (
        <dd>
          <p className={styles.definition}>{definition}</p>
          {sameAs.length > 0 && <p className={styles.names}>Also {listed(sameAs)}</p>}
          {covers.length > 0 && <p className={styles.names}>Explains {listed(covers)}</p>}
        </dd>
      ) : (
        <dd className={styles.names}>{role === "same" ? `Another name of ${title}` : `Explained under ${title}`}</dd>
      )}
    </div>
  );
}
