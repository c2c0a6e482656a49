/** No answer key reaches the browser before the answer: every exercise of content/, opened through the router. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, OpenOutput, PublicBody } from "@/contracts/exercises/exercises";
import type { Exercise, Variant } from "@/domain/exercises/exercise";
import { fillNames } from "@/domain/exercises/fill-names";
import { instant } from "@/domain/kernel/instant";
import { loadCatalog } from "@/server/catalog/catalog";
import { renderInline, renderMarkdown } from "@/server/catalog/render";
import { exercisesRouter } from "@/server/exercises/exercises-router";
import { redraw } from "@/server/exercises/seeds";
import { openRunChanges } from "@/server/labs/run-changes";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { secretsOf } from "../support/exercise-secrets";

const VARIANTS_EACH = 3;
/** Expressions of a numeric exercise may be one word, which its prompt may hold too. */
const SECRET_LENGTH_MIN = 20;
/** Opaque: letters and digits of a hash. */
const OPAQUE_KEY = /^[0-9a-z]{14}$/;

const catalog = loadCatalog("content");
const exercises = [...catalog.exercises.values()].map(({ exercise }) => exercise);
const callerOf = createCallerFactory(exercisesRouter);

let home: TestDatabase;
const api = () =>
  callerOf({
    viewer: {
      ...{ userId: "mara", sessionId: "s", role: "learner", name: "Mara", email: "mara@example.org" },
      ...{ timeZone: null, rolloverHour: 4, theme: "system", letterKeys: true },
    },
    clientAddress: "127.0.0.1",
    tools: { clock: () => instant(Date.UTC(2026, 10, 20)), database: home.database, catalog, bringCardsForward: async () => [], runChanges: openRunChanges(() => home.url) },
  });

beforeAll(async () => {
  home = await testDatabase();
  await home.database.user.create({ data: { id: "mara", email: "mara@example.org" } });
});
afterAll(() => home.stop());

/** All that is said after grading, as it stands in the file, as it is filled in, and as HTML. */
function saidLater(exercise: Exercise, variant: Variant): string[] {
  const written = secretsOf(exercise).filter(({ length }) => length >= SECRET_LENGTH_MIN);
  const filled = variant.type === "numeric" ? written.map((text) => fillNames(text, variant.values)) : [];
  const texts = [...written, ...filled];
  return [...texts, ...texts.map(renderInline), ...texts.map(renderMarkdown)];
}

/** A text as it stands inside a JSON string. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const partsOf = (exercise: Exercise): readonly { readonly id: string }[] => {
  if (exercise.type === "mcq" || exercise.type === "multi" || exercise.type === "scenario") return exercise.options;
  if (exercise.type === "cloze") return exercise.blanks.flatMap((blank) => (blank.kind === "chosen" ? blank.choices.map(({ id }) => ({ id: `${blank.id}/${id}` })) : []));
  if (exercise.type === "order") return exercise.items;
  return exercise.type === "match" ? [...exercise.left, ...exercise.right] : [];
};

const choicesOf = (body: PublicBody): { key: string; html: string }[] => {
  if (body.type === "mcq" || body.type === "multi" || body.type === "scenario") return body.options;
  if (body.type === "cloze") return body.blanks.flatMap(({ choices }) => choices.map(({ key, text }) => ({ key, html: text })));
  if (body.type === "order") return body.items;
  return body.type === "match" ? [...body.left, ...body.right] : [];
};

const FIELDS: Record<PublicBody["type"], string[]> = {
  mcq: ["options", "type"],
  multi: ["options", "type"],
  order: ["hasDecoys", "items", "type"],
  match: ["left", "right", "type"],
  numeric: ["also", "type", "unit"],
  cloze: ["blanks", "paragraphs", "type"],
  scenario: ["options", "type"],
  trace: ["cells", "figures", "type"],
  hotspot: ["among", "parts", "several", "type"],
  diagram: ["sheet", "start", "type"],
  "free-text": ["type", "words"],
};

const unreadable: Record<PublicBody["type"], Answer> = {
  mcq: { type: "mcq", choice: "" },
  multi: { type: "multi", choices: [] },
  order: { type: "order", sequence: [] },
  match: { type: "match", pairs: {} },
  numeric: { type: "numeric", text: "some" },
  cloze: { type: "cloze", filled: {} },
  scenario: { type: "scenario", choice: "" },
  trace: { type: "trace", cells: {} },
  hotspot: { type: "hotspot", parts: [] },
  diagram: { type: "diagram", drawing: { boxes: [], lines: [] } },
  "free-text": { type: "free-text", text: " " },
};

async function seedOf({ variantId }: OpenOutput): Promise<string> {
  const { seed } = await home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  expect(seed.length).toBeGreaterThan(20);
  return seed;
}

test("there are exercises to look at", () => {
  expect(exercises.length).toBeGreaterThanOrEqual(30);
  expect(new Set(exercises.map(({ type }) => type)).size).toBe(Object.keys(FIELDS).length);
});

test("the list says nothing of any answer", async () => {
  const wire = JSON.stringify(await api().list({}));
  for (const exercise of exercises) {
    const secrets = [...secretsOf(exercise), exercise.prompt].filter(({ length }) => length >= SECRET_LENGTH_MIN);
    for (const secret of secrets) expect(wire).not.toContain(inJson(secret));
  }
});

describe.each(exercises)("$id", (exercise) => {
  test("says nothing of the answer before the answer", async () => {
    for (let drawn = 0; drawn < VARIANTS_EACH; drawn += 1) {
      const opened = await api().open({ exerciseId: exercise.id });
      const seed = await seedOf(opened);
      const refused = await api().submit({ variantId: opened.variantId, attemptId: randomUUID(), answer: unreadable[exercise.type] });
      expect(refused.outcome).toBe("unreadable");
      const wire = JSON.stringify([opened, refused]);

      expect(wire).not.toContain(seed);
      for (const secret of saidLater(exercise, redraw(exercise, seed))) expect(wire).not.toContain(inJson(secret));

      const { body } = opened;
      expect(Object.keys(body).sort()).toEqual(FIELDS[exercise.type]);
      const ids = new Set(partsOf(exercise).map(({ id }) => id));
      expect(choicesOf(body)).toHaveLength(ids.size);
      for (const choice of choicesOf(body)) {
        expect(Object.keys(choice).sort()).toEqual(["html", "key"]);
        expect(choice.key).toMatch(OPAQUE_KEY);
        expect(ids).not.toContain(choice.key);
      }
      if (body.type === "numeric" && exercise.type === "numeric") expect(body.also).toEqual(exercise.answer.also);
    }
  });

  test("has other keys in each variant, so that one answered variant does not answer the next", async () => {
    const keys = async () => choicesOf((await api().open({ exerciseId: exercise.id })).body).map(({ key }) => key);
    const [one, other] = [await keys(), await keys()];
    for (const key of one) expect(other).not.toContain(key);
  });
});
