/** Search over topics, concepts, cards, exercises, labs and scenarios: SPEC.md says how. */
import type { z } from "zod";
import { type Marked, SEARCH_HITS, SEARCH_KINDS, type SearchHit, type SearchInput, type SearchOutput, type SearchStanding } from "@/contracts/today/search";
import { assert } from "@/domain/kernel/assert";
import type { Catalog } from "../catalog/catalog";
import { searchWords } from "../catalog/search-words";
import { type LearnerView, type ReadTools, viewLearner } from "./learner-view";
import { findEntries, knownBeginnings, MARK, nearWords, type SearchAsked, type SearchRow } from "./search-store";
import { correctionsOf, mistakesIn, tsqueryOf } from "./search-query";

/** Words looked at as what may have been meant. */
const NEAR_MAX = 300;
/** Below this predicted recall a concept counts as weak, as on the map of topics. */
const WEAK_BELOW = 0.8;

/** What the index knows of the words, the best first; nothing for a query without a word. */
export async function search(tools: ReadTools, userId: string, input: z.output<typeof SearchInput>): Promise<SearchOutput> {
  const { database, catalog } = tools;
  const { query, kind, topic, tier, standing, onPage } = input;
  const topics = onPage ? catalog.topics.map(({ id, title }) => ({ id, title })) : [];
  const words = searchWords(query);
  if (words.length === 0) return { hits: [], corrected: [], isPartial: false, topics };
  const [meant, view] = await Promise.all([meantBy(tools, words), standing === undefined ? null : viewLearner(tools, userId)]);
  const ask = (how: "all" | "any"): SearchAsked => ({
    tsquery: tsqueryOf(query, meant, how) ?? "",
    name: words.flatMap((word) => meant.get(word)?.[0] ?? word).join(""),
    ...{ kind, topic, tier },
    conceptIds: standing === undefined || view === null ? undefined : standingAs(standing, view, catalog),
    max: onPage ? SEARCH_HITS.page : SEARCH_HITS.palette,
  });
  const all = await findEntries(database, ask("all"));
  const rows = all.length > 0 || words.length === 1 ? all : await findEntries(database, ask("any"));
  const titles = new Map(catalog.topics.map(({ id, title }) => [id, title]));
  return {
    hits: rows.map((row) => hitOf(row, titles.get(row.topicId) ?? row.topicId)),
    corrected: [...meant].map(([word, to]) => ({ word, to: [...to] })),
    isPartial: all.length === 0 && rows.length > 0,
    topics,
  };
}

/** For each word that nobody wrote, the nearest that somebody did. */
async function meantBy({ database }: ReadTools, words: readonly string[]): Promise<Map<string, string[]>> {
  const known = await knownBeginnings(database, words);
  const unknown = [...new Set(words)].filter((word) => !known.has(word) && !isNumber(word));
  const meant = await Promise.all(unknown.map(async (word) => [word, correctionsOf(word, await nearWords(database, word, { apart: mistakesIn(word), max: NEAR_MAX }))] as const));
  return new Map(meant.filter(([, to]) => to.length > 0).map(([word, to]) => [word, [...to]]));
}

const isNumber = (word: string): boolean => !/\p{L}/u.test(word);

/** The concepts to which a learner stands so. */
function standingAs(standing: SearchStanding, { concepts, memories, today }: LearnerView, catalog: Catalog): string[] {
  const ids = [...concepts.keys()];
  if (standing === "not-begun") return ids.filter((id) => (concepts.get(id)?.reviewedCards ?? 0) === 0);
  if (standing === "weak") return ids.filter((id) => (concepts.get(id)?.recall ?? 1) < WEAK_BELOW);
  // Overdue cards and cards in steps count today, as in the forecast.
  const isDue = (cardId: string) => {
    const memory = memories.get(cardId);
    return memory !== undefined && memory.reviews > 0 && !memory.suspended && (memory.dueDay ?? today) <= today;
  };
  return ids.filter((id) => catalog.concepts.get(id)?.cardIds.some(isDue));
}

const kindOf = (kind: string) => {
  const known = SEARCH_KINDS.find((each) => each === kind);
  assert(known !== undefined, `the index holds only kinds that there are, and ${kind} is none`);
  return known;
};

const hitOf = (row: SearchRow, topic: string): SearchHit => ({
  href: hrefOf(row),
  kind: kindOf(row.kind),
  title: marked(row.title),
  excerpt: row.excerpt === null ? null : marked(row.excerpt),
  topic,
});

/** A text with marks, in parts. */
export function marked(text: string): Marked {
  return text.split(MARK.start).flatMap((part, index) => {
    if (index === 0) return part === "" ? [] : [{ text: part, isMatch: false }];
    const [match = "", after = ""] = part.split(MARK.end);
    return [{ text: match, isMatch: true }, ...(after === "" ? [] : [{ text: after, isMatch: false }])];
  });
}

function hrefOf({ id, kind, conceptId, topicId }: SearchRow): string {
  const contentId = id.slice(id.indexOf(":") + 1);
  switch (kind) {
    case "exercise":
      return `/practice/${contentId}`;
    case "lab":
      return `/labs/${contentId}`;
    case "scenario":
      return `/interviews/new?scenario=${contentId}`;
    case "topic":
      return `/library/topics/${topicId}`;
    default:
      return `/library/concepts/${conceptId ?? contentId}`;
  }
}
