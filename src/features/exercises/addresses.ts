/** The addresses of practice. A filter is a query, never hidden state. */
import type { ListInput } from "@/contracts/exercises/exercises";

const FILTERS = ["topic", "concept", "type", "standing"] as const;

/** The list with a filter; what is undefined is left out. */
export function practiceHref(filter: ListInput): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  return query.size === 0 ? "/practice" : `/practice?${query.toString()}`;
}

/** An exercise; without a variant a new one is drawn. */
export const exerciseHref = (exerciseId: string, variantId?: string): string =>
  variantId === undefined ? `/practice/${exerciseId}` : `/practice/${exerciseId}?v=${variantId}`;

export const attemptHref = (attemptId: string): string => `/practice/attempts/${attemptId}`;
