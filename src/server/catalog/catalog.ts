/** What we teach, read from content/ once per process. */
import { buildCatalog } from "./build-catalog";
import { ContentError } from "./catalog-error";
import type { Catalog } from "./catalog-shape";
import { findStructureProblems, type Problem } from "./check-content";
import type { ContentTree } from "./content-tree";
import { followFiles } from "./follow-files";
import { contentDirectory, readContent, type ReadingMemory } from "./read-content";

export type * from "./catalog-shape";

/**
 * Reads the content folder (as given, else CONTENT_DIR, else ./content). Throws one ContentError that lists every
 * error of every file if something could not be served by its id.
 */
export function loadCatalog(directory?: string): Catalog {
  return serve(readContent(contentDirectory(directory)));
}

/** The content folder of a process: what it serves, and what lies there. */
export interface Content {
  /** Always the last that could be served, also after a change: whoever holds it sees the new one. */
  readonly catalog: Catalog;
  /** All that was read last, servable or not. */
  readonly tree: () => ContentTree;
  /** Why what was read last is not served; empty if it is. */
  readonly refused: () => readonly Problem[];
  /** How often it was read: a page that shows files looks again when it grows. */
  readonly readings: () => number;
  /** Whether changes are noticed. */
  readonly follows: boolean;
}

/**
 * Opens the content folder for a process that runs on, which throws like loadCatalog at first. With `follow` (in
 * development) a saved file is read within a second; one that cannot be served leaves the last good catalogue in place.
 */
export function openContent(directory: string | undefined, { follow }: { readonly follow: boolean }): Content {
  const place = contentDirectory(directory);
  const memory: ReadingMemory = new Map();
  // First, so that no change falls between reading and looking.
  if (follow) followFiles(place, () => readAgain());
  let tree = readContent(place, memory);
  let served = serve(tree);
  let refused: readonly Problem[] = [];
  let readings = 1;
  const readAgain = () => {
    tree = readContent(place, memory);
    readings += 1;
    try {
      served = serve(tree);
      refused = [];
    } catch (problem) {
      if (!(problem instanceof ContentError)) throw problem;
      refused = problem.problems;
    }
  };
  if (!follow) memory.clear();
  const catalog = follow ? new Proxy(served, { get: (_, field) => served[field as keyof Catalog] }) : served;
  return { catalog, tree: () => tree, refused: () => refused, readings: () => readings, follows: follow };
}

function serve(tree: ContentTree): Catalog {
  const problems = findStructureProblems(tree).filter(({ level }) => level === "error");
  if (problems.length > 0) throw new ContentError(tree.directory, problems);
  return buildCatalog(tree);
}
