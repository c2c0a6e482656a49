/** A window of a long story as a story of its own: its steps keep their numbers, and what was in force is in force. */
import type { Address } from "@/domain/simulator/message";
import type { StepRange } from "./axis";
import type { SpanEvent, Story } from "./read-story";

export function partOfStory(story: Story, { first, last }: StepRange): Story {
  const steps = story.steps.slice(first - 1, last);
  const [begin, end] = [steps[0]?.event, steps.at(-1)?.event];
  if (begin === undefined || end === undefined) return { ...story, steps: [], spans: [], deliveries: [], waits: [], downAtStart: [], roles: { spans: [], terms: [] }, violation: null };
  const isIn = (step: number) => step >= first && step <= last;
  const before = inForce(story.spans.filter(({ number }) => number < begin.number)).map((span) => ({ ...span, atUs: begin.atUs }));
  const spans = [...before, ...story.spans.filter(({ number }) => number > begin.number && number < end.number)];
  const shown = new Set<number>([...spans, ...steps.map(({ event }) => event)].map(({ number }) => number));
  const events = [...before, ...story.excerpt.events.filter(({ number }) => number >= begin.number && number <= end.number && shown.has(number))];
  return {
    excerpt: { ...story.excerpt, events },
    says: story.says,
    steps,
    spans,
    deliveries: story.deliveries.filter(({ to }) => isIn(to)).map((delivery) => (delivery.from !== null && isIn(delivery.from) ? delivery : { ...delivery, from: null })),
    waits: story.waits.filter(({ from, to }) => isIn(from) && isIn(to)),
    downAtStart: downBefore(story, first),
    roles: {
      spans: story.roles.spans.filter(({ from, to }) => (from ?? first) <= last && (to ?? last) >= first).map((span) => ({ ...span, from: span.from !== null && isIn(span.from) ? span.from : null, to: span.to !== null && span.to <= last ? span.to : null })),
      terms: [...termsBefore(story, first), ...story.roles.terms.filter(({ at }) => at !== null && isIn(at))],
    },
    violation: story.violation !== null && isIn(story.violation) ? story.violation : null,
  };
}

/** The last partition that is not healed, cuts since the last heal, the last weather, and nodes that are paused or slow. */
function inForce(before: readonly SpanEvent[]): SpanEvent[] {
  const sinceHeal = before.slice(before.findLastIndex(({ kind }) => kind === "healed") + 1);
  const partition = sinceHeal.findLast(({ kind }) => kind === "partitioned");
  return before.filter((span, index) => {
    if (span.kind === "partitioned") return span === partition;
    if (span.kind === "cut") return sinceHeal.includes(span);
    if (span.kind !== "paused") return false;
    return !before.slice(index + 1).some((later) => later.kind === "resumed" && later.node === span.node);
  });
}

/** Nodes whose last step before the window is a crash. */
function downBefore({ steps, excerpt }: Story, first: number): Address[] {
  const earlier = steps.slice(0, first - 1);
  return excerpt.nodes.filter((node) => earlier.findLast(({ actor }) => actor === node)?.event.kind === "crashed");
}

/** The term of each node when the window begins. */
function termsBefore({ roles }: Story, first: number): Story["roles"]["terms"] {
  const last = new Map(roles.terms.filter(({ at }) => (at ?? 0) < first).map((mark) => [mark.node, mark]));
  return [...last.values()].map((mark) => ({ ...mark, at: null }));
}
