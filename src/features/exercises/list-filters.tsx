import { X } from "lucide-react";
import Link from "next/link";
import type { ExerciseType, ListInput, ListOutput, Standing } from "@/contracts/exercises/exercises";
import { practiceHref } from "./addresses";
import styles from "./list-filters.module.css";
import { STANDING_WORDS, TYPE_WORDS } from "./words";

interface ListFiltersProps extends Pick<ListOutput, "topics" | "concept" | "counts"> {
  filter: ListInput;
}

interface Choice {
  label: string;
  count?: number;
  isOn: boolean;
  filter: ListInput;
}

/** Filters are links: each is an address that can be kept or sent. */
export function ListFilters({ filter, topics, concept, counts }: ListFiltersProps) {
  const { topic, type, standing } = filter;
  const standings: Choice[] = [
    { label: "All", isOn: standing === undefined, filter: omit(filter, "standing") },
    ...(Object.keys(STANDING_WORDS) as Standing[]).map((each) => ({
      label: STANDING_WORDS[each],
      count: counts[each],
      isOn: standing === each,
      filter: { ...filter, standing: each },
    })),
  ];
  const types: Choice[] = [
    { label: "All types", isOn: type === undefined, filter: omit(filter, "type") },
    ...(Object.keys(TYPE_WORDS) as ExerciseType[]).map((each) => ({ label: TYPE_WORDS[each], isOn: type === each, filter: { ...filter, type: each } })),
  ];
  const topicChoices: Choice[] = [
    { label: "All topics", isOn: topic === undefined, filter: omit(filter, "topic") },
    ...topics.map(({ id, title, count }) => ({ label: title, count, isOn: topic === id, filter: { ...filter, topic: id } })),
  ];
  return (
    <nav aria-label="Filters" className={styles.filters}>
      <Group label="Standing" choices={standings} />
      <Group label="Type" choices={types} />
      <Group label="Topic" choices={topicChoices} />
      {filter.concept !== undefined && (
        <p>
          <Link className="btn sm" href={practiceHref(omit(filter, "concept"))}>
            Concept: {concept?.title ?? filter.concept}
            <X className="ico s" aria-hidden="true" />
            <span className="sr">, remove this filter</span>
          </Link>
        </p>
      )}
    </nav>
  );
}

function omit(filter: ListInput, name: keyof ListInput): ListInput {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

function Group({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {choices.map(({ label: name, count, isOn, filter }) => (
        <Link key={name} href={practiceHref(filter)} className={isOn ? styles.on : ""} aria-current={isOn || undefined} scroll={false}>
          {name}
          {count !== undefined && <span className="num">{count}</span>}
        </Link>
      ))}
    </div>
  );
}
