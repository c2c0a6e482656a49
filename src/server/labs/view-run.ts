/** Runs as their learner may see them, and as others may where they are shared. */
import type { RunListItem, RunProgress, RunView } from "@/contracts/labs/labs";
import { findLab } from "@/domain/labs/catalogue";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import type { Catalog } from "../catalog/catalog";
import { renderCloze, renderInline } from "../catalog/render";
import type { ExcerptKey } from "./excerpt-store";
import type { ListedRun, StoredRun } from "./run-store";

export const listItem = ({ id, labId, number, labVersion, engineVersion, state, submittedAt, verdict, shared }: ListedRun): RunListItem => ({
  runId: id,
  labId,
  number,
  state,
  submittedAt,
  verdict: state === "done" ? (verdict?.verdict ?? "unknown") : null,
  points: verdict?.stoppedAt === undefined ? (verdict?.points ?? null) : null,
  pointsMax: verdict?.pointsMax ?? null,
  stoppedAt: verdict?.stoppedAt ?? null,
  current: engineVersion === ENGINE_VERSION && findLab(labId)?.version === labVersion,
  shared,
});

export const progressOf = ({ id, state, seedsWanted, marks, attempts }: ListedRun, ahead: number | null): RunProgress => ({
  runId: id,
  state,
  seedsWanted,
  marks,
  attempts,
  ahead,
});

interface SeenBy {
  readonly viewerId: string;
  readonly ahead: number | null;
  readonly excerpts: ExcerptKey[];
}

export function viewRun(catalog: Catalog, run: StoredRun, { viewerId, ahead, excerpts }: SeenBy): RunView {
  const mine = run.learner.id === viewerId;
  return {
    run: listItem(run),
    mine,
    author: mine ? null : nameOf(run.learner),
    progress: mine ? progressOf(run, ahead) : null,
    seedsWanted: run.seedsWanted,
    labVersion: run.labVersion,
    engineVersion: run.engineVersion,
    program: run.program,
    programHash: run.programHash,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    verdict: run.verdict,
    reason: run.reason,
    seeds: run.seeds,
    excerpts,
    cpuSeconds: run.cpuSeconds,
    answeredFromRecord: run.answeredFrom !== null,
    broughtForward: mine ? run.brought.flatMap((cardId) => broughtCard(catalog, cardId)) : [],
  };
}

/** Some identity providers give the e-mail address as the name of whoever has told none: then there is no name to show. */
const nameOf = ({ name, email }: StoredRun["learner"]): string | null =>
  name.trim() === "" || name.toLowerCase().includes(email.toLowerCase()) ? null : name;

function broughtCard(catalog: Catalog, cardId: string): RunView["broughtForward"] {
  const card = catalog.cards.get(cardId);
  const concept = card === undefined ? undefined : catalog.concepts.get(card.conceptId);
  if (card === undefined || concept === undefined) return [];
  const frontHtml = card.kind === "cloze" ? renderCloze(card.text, "question") : renderInline(card.front);
  return [{ cardId, frontHtml, concept: { id: concept.id, title: concept.title } }];
}
