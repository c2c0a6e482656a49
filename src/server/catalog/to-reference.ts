/** A reference as it is printed under a card or an exercise. */
import type { ReferenceFile } from "@/contracts/content/concept-file";
import type { Reference } from "@/contracts/review/review";

/** "citation not verified" is printed where nothing could be reached. */
export function toReference({ authors, title, venue, where, doi, url, checked }: ReferenceFile): Reference {
  return {
    authors: joinNames(authors),
    title,
    venue,
    where,
    url: url ?? (doi === undefined ? "" : `https://doi.org/${doi}`),
    verified: checked !== "none",
  };
}

/** "Ongaro and Ousterhout" stays a list of names as the file has them; "et al." needs no "and". */
function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  const others = names.slice(0, -1);
  if (others.length === 0) return last;
  return last === "et al." ? `${others.join(", ")} ${last}` : `${others.join(", ")} and ${last}`;
}
