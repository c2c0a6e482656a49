/** Search over everything that is taught, with filters. */
import { z } from "zod";
import { TIERS } from "../content/concept-file";
import { ContentId } from "../review/review";

export const SEARCH_QUERY_MAX = 100;
/** What the palette shows, and what the page of results does. */
export const SEARCH_HITS = { palette: 12, page: 60 } as const;

export const SEARCH_KINDS = ["topic", "concept", "card", "exercise", "lab", "scenario"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** How a learner stands to a concept: a card of it is due, its predicted recall is low, or no card of it was met. */
export const SEARCH_STANDINGS = ["due", "weak", "not-begun"] as const;
export type SearchStanding = (typeof SEARCH_STANDINGS)[number];

export const SearchFilter = z.strictObject({
  kind: z.enum(SEARCH_KINDS).optional(),
  topic: ContentId.optional(),
  tier: z.enum(TIERS).optional(),
  standing: z.enum(SEARCH_STANDINGS).optional(),
});
export type SearchFilter = z.infer<typeof SearchFilter>;

export const SearchInput = z.strictObject({ query: z.string().max(SEARCH_QUERY_MAX), ...SearchFilter.shape, onPage: z.boolean().default(false) });

/** A text in parts: what matched, and what stands around it. */
const Marked = z.array(z.strictObject({ text: z.string(), isMatch: z.boolean() }));
export type Marked = z.infer<typeof Marked>;

const SearchHit = z.strictObject({
  href: z.string(),
  kind: z.enum(SEARCH_KINDS),
  title: Marked,
  /** Null where it would give an answer away */
  excerpt: Marked.nullable(),
  topic: z.string(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchOutput = z.strictObject({
  hits: z.array(SearchHit),
  /** Words that nobody wrote, and those that were searched for them */
  corrected: z.array(z.strictObject({ word: z.string(), to: z.array(z.string()) })),
  /** True where nothing has all the words, and the hits have some */
  isPartial: z.boolean(),
  topics: z.array(z.strictObject({ id: z.string(), title: z.string() })),
});
export type SearchOutput = z.infer<typeof SearchOutput>;
