import { expect, test } from "vitest";
import type { Excerpt } from "@/domain/labs/result";
import { readStory } from "../spacetime/read-story";
import { cardDraft } from "./card-draft";

const message = { number: 0, from: "n1", to: "n2", body: { type: "request_vote", by: "*n1*" } };
const handled = { incarnation: 0, failed: false };
const excerpt: Excerpt = {
  ...{ traceVersion: 1, n: 3, scenario: "calm", check: "one-leader", say: "n1 and n2 lead in term_4.", nodes: ["n1", "n2", "n3"], eventsInRun: 3, traceHash: "0" },
  events: [
    { ...handled, number: 0, atUs: 0, kind: "handled", node: "n1", trigger: { kind: "boot", restarted: false }, did: [{ kind: "sent", message, copies: 1 }] },
    { ...handled, number: 1, atUs: 0, kind: "handled", node: "n3", trigger: { kind: "boot", restarted: false }, did: [] },
    { ...handled, number: 2, atUs: 9, kind: "handled", node: "n2", trigger: { kind: "message", message, copy: 1 }, did: [] },
  ],
  witnesses: [2],
};

test("a card asks about what led to the violation, and no sign of a machine is taken for Markdown", () => {
  const { front, back } = cardDraft(readStory(excerpt), "One leader a term");
  expect(front).toContain("What went wrong here, and which rule would have prevented it?");
  expect(front).toContain("Event 1: n1 starts");
  expect(front).toContain("Event 3: n2 gets");
  // What has nothing to do with it is left out.
  expect(front).not.toContain("n3 starts");
  expect(front).toContain(String.raw`request\_vote \*n1\*`);
  expect(back).toContain(String.raw`**One leader a term.** n1 and n2 lead in term\_4.`);
});
