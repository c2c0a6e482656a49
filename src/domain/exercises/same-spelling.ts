/** Whether two short texts are the same answer, whoever typed them. */

const DASHES = /[\u2010-\u2015\u2212]/g;
/** A hyphen between letters: "half-open" and "half open" are one word to whoever types. "-1" keeps its sign. */
const INNER_HYPHEN = /(?<=\p{L})-(?=\p{L})/gu;
const SPACES_AND_QUOTES = /[\s"'`\u2018\u2019\u201c\u201d]+/g;
const LAST_POINT = /[.,;]+$/;

/** Ignores case, spaces, quotation marks, hyphens inside words, and a point at the end. */
export const sameSpelling = (one: string, other: string): boolean => spelling(one) === spelling(other);

const spelling = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(DASHES, "-").replace(INNER_HYPHEN, "").replace(SPACES_AND_QUOTES, "").replace(LAST_POINT, "");
