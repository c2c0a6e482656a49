/** What we teach, read from content/ once per process. */
import { buildCatalog } from "./build-catalog";
import { ContentError } from "./catalog-error";
import type { Catalog } from "./catalog-shape";
import { findStructureProblems } from "./check-content";
import { contentDirectory, readContent } from "./read-content";

export type * from "./catalog-shape";

/**
 * Reads the content folder (as given, else CONTENT_DIR, else ./content). Throws one ContentError that lists every
 * error of every file if something could not be served by its id.
 */
export function loadCatalog(directory?: string): Catalog {
  const tree = readContent(contentDirectory(directory));
  const problems = findStructureProblems(tree).filter(({ level }) => level === "error");
  if (problems.length > 0) throw new ContentError(tree.directory, problems);
  return buildCatalog(tree);
}
