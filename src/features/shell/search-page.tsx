"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { SEARCH_HITS, SEARCH_KINDS, SEARCH_QUERY_MAX, SEARCH_STANDINGS, type SearchFilter, type SearchHit, type SearchOutput } from "@/contracts/today/search";
import { useHotkeys } from "@/ui/hotkeys";
import { MarkedText } from "@/ui/marked-text";
import { walkRows } from "@/ui/walk-rows";
import { counted } from "@/ui/words";
import { correctedWords, KIND_WORDS, searchHref, STANDING_WORDS } from "./search-words";
import styles from "./search-page.module.css";

const LINKS = "h2 > a";
const TIERS = ["core", "standard", "reference"] as const;

interface SearchPageProps {
  query: string;
  filter: SearchFilter;
  found: SearchOutput;
}

/** Everything that is taught, by words and filters; both stand in the address. J and K walk the results, Enter opens. */
export function SearchPage({ query, filter, found }: SearchPageProps) {
  const list = useRef<HTMLOListElement>(null);
  useHotkeys({ j: () => walkRows(list, LINKS, 1), k: () => walkRows(list, LINKS, -1) });
  const { hits } = found;
  return (
    <div className="wrap">
      <header>
        <h1>Search</h1>
      </header>
      <form action="/search" role="search" className={styles.form}>
        <label className="sr" htmlFor="search-words">
          Words
        </label>
        <input id="search-words" key={query} className="input" type="search" name="q" defaultValue={query} maxLength={SEARCH_QUERY_MAX} autoFocus={query === ""} />
        {Object.entries(filter).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
        <button className="btn pri" type="submit">
          <Search className="ico s" aria-hidden="true" />
          Search
        </button>
      </form>
      <Filters query={query} filter={filter} topics={found.topics} />
      <p role="status" className={styles.status}>
        {statusOf(query, found)}
      </p>
      <ol ref={list} className={styles.hits}>
        {hits.map((hit, index) => (
          <Hit key={`${index} ${hit.href}`} hit={hit} />
        ))}
      </ol>
    </div>
  );
}

function statusOf(query: string, { hits, corrected, isPartial }: SearchOutput): string {
  if (query.trim() === "") return "Type a word. Concepts, cards, exercises, labs and interviews are searched, by their other names too.";
  if (hits.length === 0) return "Nothing here holds that. Try one word of it, or take a filter away.";
  const many = hits.length === SEARCH_HITS.page ? `The best ${hits.length} results.` : `${counted(hits.length, "result")}.`;
  return [many, correctedWords(corrected), isPartial ? "None has all the words; these have some." : ""].filter((part) => part !== "").join(" ");
}

function Filters({ query, filter, topics }: { query: string; filter: SearchFilter; topics: SearchOutput["topics"] }) {
  const choice = (label: string, name: keyof SearchFilter, value: string | undefined) => ({
    label,
    isOn: filter[name] === value,
    href: searchHref(query, { ...filter, [name]: value }),
  });
  return (
    <nav aria-label="Filters" className={styles.filters}>
      <Group label="Kind" choices={[choice("Everything", "kind", undefined), ...SEARCH_KINDS.map((kind) => choice(KIND_WORDS[kind], "kind", kind))]} />
      <Group label="Your standing" choices={[choice("Any standing", "standing", undefined), ...SEARCH_STANDINGS.map((each) => choice(STANDING_WORDS[each], "standing", each))]} />
      <Group label="Tier" choices={[choice("Any tier", "tier", undefined), ...TIERS.map((tier) => choice(tier, "tier", tier))]} />
      <details open={filter.topic !== undefined}>
        <summary>Topic{filter.topic === undefined ? "" : `: ${topics.find(({ id }) => id === filter.topic)?.title ?? filter.topic}`}</summary>
        <Group label="Topic" choices={[choice("All topics", "topic", undefined), ...topics.map(({ id, title }) => choice(title, "topic", id))]} />
      </details>
    </nav>
  );
}

function Group({ label, choices }: { label: string; choices: readonly { label: string; isOn: boolean; href: string }[] }) {
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {choices.map(({ label: name, isOn, href }) => (
        <Link key={name} href={href} prefetch={false} scroll={false} className={isOn ? styles.on : ""} aria-current={isOn || undefined}>
          {name}
        </Link>
      ))}
    </div>
  );
}

function Hit({ hit: { href, kind, title, excerpt, topic } }: { hit: SearchHit }) {
  return (
    <li className={styles.hit}>
      <h2>
        <Link href={href} prefetch={false}>
          <MarkedText parts={title} />
        </Link>
      </h2>
      {excerpt !== null && (
        <p className={styles.excerpt}>
          <MarkedText parts={excerpt} />
        </p>
      )}
      <p className={styles.facts}>
        {KIND_WORDS[kind]} · {topic}
      </p>
    </li>
  );
}
