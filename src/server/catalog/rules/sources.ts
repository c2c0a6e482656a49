/** E4: every sentence can be traced to a reference, and every reference says how far it was checked. */
import type { ReferenceFile } from "@/contracts/content/concept-file";
import { citeList } from "@/contracts/content/text";
import type { At, Path } from "../content-tree";
import { type Findings, forEachConcept, repeated, type Rule } from "./rule";

const YEAR_MIN = 1945;
const DOI = /^10\.\d{4,9}\/\S+$/;
const HTTPS = /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/;
/** Where something was read may be an old page. */
const WEB = /^https?:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/;
const SAYS = [15, 200] as const;

/** Each document that the concept list names has exactly one entry. */
export const documents = forEachConcept((concept, findings, tree) => {
  const entries = concept.documents.map(({ value }) => value.doc);
  for (const { value, path } of concept.documents) {
    findings.length("E4.doc", [...path, "says"], `says of document ${value.doc}`, value.says, SAYS);
  }
  for (const doc of repeated<string>(entries)) findings.error("E4.doc", ["sources", "documents"], `two entries for document ${doc}`);
  const mentioned = tree.inventory?.get(concept.name)?.documents;
  if (mentioned === undefined) return;
  for (const doc of mentioned) {
    if (!entries.includes(doc)) findings.error("E4.doc", ["sources", "documents"], `document ${doc} mentions it and has no entry`);
  }
  for (const { value, path } of concept.documents) {
    if (!mentioned.includes(value.doc)) findings.error("E4.doc", path, `by the concept list, document ${value.doc} does not mention it`);
  }
});

/** No reference is from a year after the given one. */
export const references = (year: number): Rule =>
  forEachConcept((concept, findings) => {
    for (const reference of concept.references) checkReference(reference, year, findings);
  });

export function checkReference({ value, path }: At<ReferenceFile>, year: number, findings: Findings): void {
  const bad = (field: string, message: string, code = "E4.ref") => findings.error(code, [...path, field], `${value.id}: ${message}`);
  if (value.year < YEAR_MIN || value.year > year) bad("year", `year ${value.year}, allowed ${YEAR_MIN}-${year}`);
  if (value.doi === undefined && value.url === undefined) bad("id", "neither doi nor url");
  if (value.doi !== undefined && !DOI.test(value.doi)) bad("doi", `${value.doi} is no DOI such as 10.1145/359545.359563`);
  if (value.url !== undefined && !HTTPS.test(value.url)) bad("url", `${value.url} is no https address`);
  const wasRead = value.checked === "text" || value.checked === "quoted";
  if (wasRead && value.seen === undefined) bad("checked", `checked: ${value.checked} needs seen, the address at which it was read`, "E4.seen");
  if (!wasRead && value.seen !== undefined) bad("seen", `checked: ${value.checked} says that it was not read, so seen has no meaning`, "E4.seen");
  if (value.seen !== undefined && !WEB.test(value.seen)) bad("seen", `${value.seen} is no address`, "E4.seen");
}

/** Cards, exercises and the caution cite references of the file, and every reference is cited. */
export const citations = forEachConcept((concept, findings) => {
  const known = new Set(concept.references.map(({ value }) => value.id));
  const used = new Set<string>();
  const check = (who: string, cite: string | readonly string[] | undefined, path: Path) => {
    for (const id of citeList(cite)) {
      used.add(id);
      if (!known.has(id)) findings.error("E4.cite", [...path, "cite"], `${who} cites ${id}, which is not in this file`);
    }
  };
  if (concept.caution !== null) check("the caution", concept.caution.value.cite, concept.caution.path);
  for (const { value, path } of [...concept.cards, ...concept.exercises]) check(value.id, value.cite, path);
  const allRead = [...concept.cards, ...concept.exercises].length === itemCount(concept.raw);
  for (const { value, path } of concept.references) {
    if (allRead && !used.has(value.id)) findings.error("E4.unused", [...path, "id"], `nothing cites ${value.id}`);
  }
});

/** How many cards and exercises are written, readable or not: an unreadable one may be the one that cites. */
function itemCount(raw: Readonly<Record<string, unknown>>): number {
  return [raw.cards, raw.exercises].reduce<number>((sum, items) => sum + (Array.isArray(items) ? items.length : 0), 0);
}
