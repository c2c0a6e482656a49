/** How search speaks, in the palette and on its page. */
import type { SearchFilter, SearchKind, SearchOutput, SearchStanding } from "@/contracts/today/search";
import { listed } from "@/ui/words";

export const KIND_WORDS: Record<SearchKind, string> = { topic: "Topic", concept: "Concept", card: "Card", exercise: "Exercise", lab: "Lab", scenario: "Interview" };

export const STANDING_WORDS: Record<SearchStanding, string> = { due: "Due", weak: "Weak", "not-begun": "Not begun" };

/** The address of a search: what is asked and every filter. */
export function searchHref(query: string, filter: SearchFilter): string {
  const { kind, topic, tier, standing } = filter;
  const given = Object.entries({ q: query.trim(), kind, topic, tier, standing }).flatMap(([name, value]): [string, string][] => (value === undefined || value === "" ? [] : [[name, value]]));
  return given.length === 0 ? "/search" : `/search?${new URLSearchParams(given).toString()}`;
}

/** "No entry has “paxoss”; searched for paxos." */
export const correctedWords = (corrected: SearchOutput["corrected"]): string =>
  corrected.map(({ word, to }) => `No entry has “${word}”; searched for ${listed(to)}.`).join(" ");
