/** A card as the session shows it: front, answer and button words at once, so that no key waits for the network. */
import type { QueueCard } from "@/contracts/review/review";
import type { Instant } from "@/domain/kernel/instant";
import { type CardMemory, newMemory, RATINGS } from "@/domain/review/card-memory";
import { intervalWords } from "@/domain/review/interval-words";
import { previewWaits, type ReviewMoment } from "@/domain/review/review-card";
import { startOfStudyDay, studyDayOf } from "@/domain/review/study-day";
import type { Catalog, CatalogCard } from "../catalog/catalog";
import { renderCloze, renderInline, renderMarkdown } from "../catalog/render";
import { toReference } from "../catalog/to-reference";
import type { LearnersCard } from "./cards-of";
import { fsrsScheduler } from "./fsrs-scheduler";
import type { Learner } from "./learner-store";

/** What all cards of one answer share. */
export interface Showing {
  readonly catalog: Catalog;
  readonly moment: ReviewMoment;
  readonly dayStartAt: Instant;
  readonly nextDayAt: Instant;
}

export function showingAt(catalog: Catalog, { calendar, retention }: Learner, at: Instant): Showing {
  const day = studyDayOf(at, calendar);
  return {
    catalog,
    moment: { at, day, retention },
    dayStartAt: startOfStudyDay(day, calendar),
    nextDayAt: startOfStudyDay(day + 1, calendar),
  };
}

/** `memory` is null for a card without a log. */
export function presentCard(card: LearnersCard, memory: CardMemory | null, { catalog, moment, dayStartAt }: Showing): QueueCard {
  const known = memory ?? newMemory(fsrsScheduler.model);
  const concept = catalog.concepts.get(card.conceptId);
  const topic = catalog.topics.find(({ id }) => id === card.topicId);
  const waits = previewWaits(known, moment, fsrsScheduler);
  const [again, hard, good, easy] = RATINGS.map((rating) => intervalWords(waits[rating])) as [string, string, string, string];
  const caution = concept?.caution?.taught.includes(card.id) ? concept.caution : null;
  return {
    cardId: card.id,
    showing: `${card.id} ${known.reviews}`,
    state: known.phase,
    topic: { id: card.topicId, title: topic?.title ?? card.topicId },
    concept: { id: card.conceptId, title: concept?.title ?? card.conceptId },
    ...faces(card),
    whyHtml: card.why === undefined ? null : renderMarkdown(card.why),
    caution: caution === null ? null : { quotedHtml: renderInline(caution.quoted), correctHtml: renderInline(caution.correct) },
    references: card.references.map(toReference),
    ...(card.origin === undefined ? {} : { origin: card.origin }),
    forwardReason: known.forwardReason,
    dueAt: known.dueAt ?? dayStartAt,
    intervals: { again, hard, good, easy },
  };
}

type Faces = Pick<QueueCard, "kind" | "frontHtml" | "backHtml" | "stepsHtml" | "accept" | "compare" | "tolerance">;

/** The sides of a card, by its kind. */
export function faces(card: CatalogCard): Faces {
  const plain: Pick<Faces, "stepsHtml" | "accept" | "compare" | "tolerance"> = { stepsHtml: [], accept: [], compare: "text", tolerance: 0 };
  switch (card.kind) {
    case "basic":
      return { ...plain, kind: card.kind, frontHtml: renderMarkdown(card.front), backHtml: renderMarkdown(card.back) };
    case "cloze":
      return { ...plain, kind: card.kind, frontHtml: renderCloze(card.text, "question"), backHtml: renderCloze(card.text, "answer") };
    case "type-in":
      return {
        ...plain,
        kind: card.kind,
        frontHtml: renderMarkdown(card.front),
        backHtml: renderMarkdown(card.back),
        accept: card.accept,
        compare: card.compare ?? "text",
        tolerance: card.tolerance ?? 0,
      };
    case "sequence":
      return { ...plain, kind: card.kind, frontHtml: renderMarkdown(card.front), backHtml: "", stepsHtml: card.steps.map(renderInline) };
  }
}

/**
 * Whether a card comes back before the day ends: in steps, due in review, or new again because its first answer was
 * taken back.
 */
export function comesBackToday(memory: CardMemory, { wasUndone }: { wasUndone: boolean }, { moment, nextDayAt }: Showing): boolean {
  if (memory.suspended || memory.buriedOnDay === moment.day) return false;
  if (memory.phase === "new") return wasUndone;
  return memory.dueAt === null ? (memory.dueDay ?? moment.day) <= moment.day : memory.dueAt < nextDayAt;
}

