/** Exercises in a real browser: each type answered, the mistake named, its cards brought forward, and nothing told early. */
import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueueOutput } from "@/contracts/review/review";
import type { Exercise } from "@/domain/exercises/exercise";
import { loadCatalog } from "@/server/catalog/catalog";
import { secretsOf } from "../support/exercise-secrets";
import { alertOn, BASE_URL, expectAccessible, launchBrowser, newVisitor, open } from "./support/browser";
import { inDatabase } from "./support/database";
import { becomeLearner, mutate, query } from "./support/people";

const DAY_MS = 86_400_000;
const catalog = loadCatalog("content");
const exercises = [...catalog.exercises.values()].map(({ exercise }) => exercise);
const firstOf = (type: Exercise["type"]): Exercise => exercises.find((exercise) => exercise.type === type) as Exercise;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Words alone, so that a sentence is found whether it stands in Markdown, HTML or a script. */
const wordsOf = (text: string): string =>
  text
    .replace(/\\u003c|&lt;/g, "<")
    .replace(/<[^>]*>/g, " ")
    .replace(/&[a-z]+;|&#x?[0-9a-f]+;/gi, " ")
    .replace(/\{\{\w+\}\}/g, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");

/** The longest run of a secret's words that does not hang on drawn numbers. */
const TELLING_WORDS = 6;
const tellingRun = (secret: string): string | null => {
  const words = wordsOf(secret).trim().split(" ");
  return words.length < TELLING_WORDS ? null : ` ${words.slice(-TELLING_WORDS).join(" ")} `;
};

test("no page of an exercise tells anything of its answer before it is answered", async () => {
  const { context } = await newVisitor(browser);
  await becomeLearner(context);
  const told: string[] = [];
  for (const exercise of exercises) {
    const html = await (await context.request.get(`${BASE_URL}/practice/${exercise.id}`)).text();
    expect(html, exercise.id).toContain(exercise.title.replaceAll("&", "&amp;").replaceAll("'", "&#x27;"));
    const words = ` ${wordsOf(html)} `;
    // What the prompt says itself is no secret, though an explanation may repeat it.
    const asked = ` ${wordsOf(exercise.prompt)} `;
    const runs = secretsOf(exercise).map(tellingRun).filter((run): run is string => run !== null && !asked.includes(run));
    told.push(...runs.filter((run) => words.includes(run)).map((run) => `${exercise.id}: ${run}`));
    if (/"(seed|say|explain|mistakes|truth|pairs|before|unused)\\?":/.test(html)) told.push(`${exercise.id}: a field that belongs to the answer`);
  }
  expect(told).toEqual([]);
  await context.close();
});

async function openExercise(id: string) {
  const { context, page, watch } = await newVisitor(browser);
  await becomeLearner(context);
  await open(page, `/practice/${id}`);
  await page.getByRole("button", { name: /^Check/ }).waitFor();
  return { context, page, watch };
}

/** Something that a cell takes, by what stands beside it: a vector, no names, or a number. */
const fitting = (hint: string): string => hint.match(/\[.*?\]/)?.[0] ?? (hint.startsWith("Names") ? "none" : "77");

const answerBy: Record<Exercise["type"], (page: Page) => Promise<void>> = {
  mcq: (page) => page.getByRole("radio").last().check(),
  multi: (page) => page.getByRole("checkbox").last().check(),
  order: async () => undefined,
  match: async (page) => {
    for (const row of await page.getByRole("radiogroup").all()) await row.locator("label").first().click();
  },
  numeric: (page) => page.getByRole("textbox").fill("1,234,567,891"),
  cloze: async (page) => {
    for (const blank of await page.getByRole("combobox").all()) await blank.selectOption({ index: 1 });
    for (const blank of await page.getByRole("textbox").all()) await blank.fill("nothing like it");
  },
  hotspot: (page) => page.getByRole("group", { name: /parts? of the figure/ }).locator("input").last().check(),
  diagram: (page) => page.getByRole("group", { name: "Add a box" }).getByRole("button").first().click(),
  "free-text": (page) => page.getByRole("textbox").fill("It depends on what is asked for."),
  trace: async (page) => {
    // Only the first cell of a form says what it takes.
    let text = "77";
    for (const cell of await page.getByRole("group", { name: "Cells to fill in" }).getByRole("textbox").all()) {
      const hint = await cell.getAttribute("aria-describedby");
      if (hint !== null) text = fitting(await page.locator(`#${hint}`).innerText());
      await cell.fill(text);
    }
    for (const cell of await page.getByRole("combobox").all()) await cell.selectOption({ index: 1 });
  },
  scenario: (page) => page.getByRole("radio").last().check(),
};

describe.each(Object.keys(answerBy) as Exercise["type"][])("%s", (type) => {
  test("is answered, graded and stays reachable", async () => {
    const { context, page, watch } = await openExercise(firstOf(type).id);
    await expectAccessible(page, `${type} before`);
    await answerBy[type](page);
    await page.keyboard.press("Control+Enter");
    await page.getByText("What changes now").waitFor();
    await expectAccessible(page, `${type} after`);
    const heading = await page.locator("h1").innerText();
    const attempt = await page.locator('a[href^="/practice/attempts/"]').first().getAttribute("href").catch(() => null);
    await page.reload();
    await page.getByText("What changes now").waitFor();
    expect(await page.locator("h1").innerText()).toBe(heading);
    if (attempt !== null) {
      await page.goto(attempt);
      expect(await page.locator("h1").innerText()).toBe(heading);
    }
    expect(watch.faults).toEqual([]);
    await context.close();
  });
});

test("a wrong answer brings its cards forward: they come first, with the reason", async () => {
  const exercise = firstOf("numeric");
  const { context, page } = await openExercise(exercise.id);
  await answerBy.numeric(page);
  await page.getByRole("button", { name: /^Check/ }).click();
  await page.getByText("What changes now").waitFor();
  const queue = await query<QueueOutput>(context.request, "review.queue");
  const first = queue.cards[0];
  expect(exercise.cards).toContain(first?.cardId);
  expect(first?.forwardReason).toContain(exercise.title);
  await page.goto("/review");
  await page.getByText(new RegExp(`wrong answer in .${exercise.title}`)).waitFor();
  await context.close();
});

test("what is no number is refused in words and costs nothing", async () => {
  const { context, page } = await openExercise(firstOf("numeric").id);
  await page.getByRole("textbox").fill("quite a lot");
  await page.keyboard.press("Control+Enter");
  await alertOn(page).waitFor();
  expect(await page.getByRole("textbox").inputValue()).toBe("quite a lot");
  await page.getByRole("textbox").fill("12");
  await page.keyboard.press("Control+Enter");
  await page.getByText("What changes now").waitFor();
  await context.close();
});

test("an answer whose sending failed is kept and sent again", async () => {
  const { context, page } = await openExercise(firstOf("mcq").id);
  await page.getByRole("radio").first().check();
  await context.setOffline(true);
  await page.keyboard.press("Control+Enter");
  await alertOn(page).getByText(/cannot be reached/).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: /Send again|Check/ }).click();
  await page.getByText("What changes now").waitFor();
  await context.close();
});

test("somebody else's variant answers as one that does not exist", async () => {
  const mine = await openExercise(firstOf("mcq").id);
  await mine.page.waitForURL(/[?&]v=/);
  const theirs = await newVisitor(browser);
  await becomeLearner(theirs.context);
  await theirs.page.goto(mine.page.url());
  await theirs.page.locator("h1").waitFor();
  expect(await theirs.page.getByRole("button", { name: /^Check/ }).count()).toBe(0);
  await mine.context.close();
  await theirs.context.close();
});

test("what is about to be forgotten comes back on Today and under Practice, with a new variant", async () => {
  const { context, page, watch } = await newVisitor(browser);
  const { email } = await becomeLearner(context);
  const { id, title } = firstOf("numeric");
  const { variantId } = await mutate<{ variantId: string }>(context.request, "exercises.open", { exerciseId: id });
  await mutate(context.request, "exercises.submit", { variantId, attemptId: randomUUID(), answer: { type: "numeric", text: "1,234,567,891" } });
  await inDatabase((database) => database.exerciseAttempt.updateMany({ where: { user: { email } }, data: { at: new Date(Date.now() - 3 * DAY_MS) } }));
  await open(page, "/today");
  await page.getByRole("link", { name: title }).waitFor();
  await page.getByText(/^Missed 3 days ago: recall is predicted at \d+%$/).waitFor();
  await open(page, "/practice");
  const back = page.getByRole("region", { name: "About to be forgotten" });
  await expectAccessible(page, "practice with what comes back");
  await back.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: /^Check/ }).waitFor();
  const { id: newest } = await inDatabase((database) => database.exerciseVariant.findFirstOrThrow({ where: { exerciseId: id, user: { email } }, orderBy: { createdAt: "desc" } }));
  expect(newest).not.toBe(variantId);
  expect(watch.faults).toEqual([]);
  await context.close();
});
