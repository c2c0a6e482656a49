/**
 * An exam from its making to its results, in two browsers. Web is killed with -9 in the middle; what was saved is there
 * afterwards, the deadline settles it, and an answer that was graded wrongly is graded again after a preview.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { loadCatalog } from "@/server/catalog/catalog";
import { redraw } from "@/server/exercises/seeds";
import { axeFaults, BASE_URL, launchBrowser, newVisitor, open, PATIENCE_MS, untilItAnswers, widthFaults } from "./support/browser";
import { inDatabase } from "./support/database";
import { becomeLearner, mutate, newPerson, query } from "./support/people";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TITLE = "Midterm";
const numbers = [...loadCatalog("content").exercises.values()].map(({ exercise }) => exercise).filter(({ type }) => type === "numeric").slice(0, 2);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function visitor(name: string, role: "learner" | "instructor") {
  const { context, page, watch } = await newVisitor(browser);
  const { email } = await becomeLearner(context, newPerson(name));
  await inDatabase((database) => database.user.update({ where: { email }, data: { role } }));
  return { context, page, watch, email };
}

const faults: string[] = [];
async function look(page: Page, where: string): Promise<void> {
  faults.push(...[...(await axeFaults(page)), ...(await widthFaults(page))].map((fault) => `${where}: ${fault}`));
}

/** As a field for date and time takes it, on the clock of the browser. */
const localTime = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);

/** Gives an exam by its form, the wrong way first. */
async function giveExam(page: Page, cohortId: string): Promise<string> {
  await open(page, `/teach/${cohortId}/assignments/new`);
  await page.getByLabel("Exam, with a clock").check();
  await page.getByRole("button", { name: "Give it" }).click();
  await page.getByText("Type a title.").waitFor();
  await page.getByText("Set a due date.").waitFor();
  await look(page, "the form with its faults");
  await page.getByLabel("Title").fill(TITLE);
  await page.getByLabel("May be started until").fill(localTime(Date.now() + 48 * HOUR_MS));
  for (const { title } of numbers) {
    await page.getByLabel("Or a word of a title or concept").fill(title);
    await page.getByRole("checkbox", { name: title }).first().check();
  }
  await page.getByRole("button", { name: "Give it" }).click();
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** The number that a drawn variant asks for, put together from what only the database knows. */
async function rightNumber(assignmentId: string, place: number): Promise<string> {
  const exercise = numbers[place - 1];
  const variant = await inDatabase((database) => database.exerciseVariant.findFirstOrThrow({ where: { assignmentId, exerciseId: exercise?.id ?? "" } }));
  const answer = exercise === undefined ? null : rightAnswer(exercise, redraw(exercise, variant.seed));
  return answer?.type === "numeric" ? answer.text : "";
}

const webPid = async (): Promise<number> => ((await (await fetch(`${BASE_URL}/api/health`)).json()) as { pid: number }).pid;

/** Kills the process that serves pages, and waits for the next one. */
async function killWeb(): Promise<void> {
  const pid = await webPid();
  process.kill(pid, "SIGKILL");
  await vi.waitFor(async () => expect(await webPid()).not.toBe(pid), { timeout: PATIENCE_MS, interval: 200 });
}

/** As if the exam had begun so long ago, and could not be begun any more. */
async function letTimePass(assignmentId: string, beganMsAgo: number): Promise<void> {
  const now = Date.now();
  await inDatabase((database) => database.assignmentSitting.updateMany({ where: { assignmentId }, data: { startedAt: new Date(now - beganMsAgo) } }));
  await inDatabase((database) => database.assignment.update({ where: { id: assignmentId }, data: { opensAt: new Date(now - 48 * HOUR_MS), dueAt: new Date(now - 1_000) } }));
}

test("an exam from its making to another grading, with web killed while it runs", { timeout: 300_000 }, async () => {
  const [ines, ada] = await Promise.all([visitor("Ines Teach", "instructor"), visitor("Ada Prove", "learner")]);
  const { cohortId } = await mutate<{ cohortId: string }>(ines.context.request, "cohorts.make", { name: "Backend guild" });
  const { cohorts } = await query<{ cohorts: { id: string; code: { spelt: string } | null }[] }>(ines.context.request, "cohorts.list");
  await mutate(ada.context.request, "cohorts.join", { code: cohorts.find(({ id }) => id === cohortId)?.code?.spelt });
  const assignmentId = await giveExam(ines.page, cohortId);

  // It is begun once more on purpose, and an answer is said to be saved after it is.
  await open(ada.page, `/practice/assignments/${assignmentId}`);
  await ada.page.getByRole("button", { name: "Start the exam" }).click();
  await ada.page.getByRole("button", { name: "Start now" }).click();
  await ada.page.getByRole("timer").waitFor();
  await untilItAnswers(ada.page);
  const first = await rightNumber(assignmentId, 1);
  await ada.page.getByLabel("Your answer").fill(first);
  await ada.page.getByText("All answers saved").waitFor();
  await look(ada.page, "the exam");

  await killWeb();
  await open(ada.page, `/practice/assignments/${assignmentId}/exam`);
  expect(await ada.page.getByLabel("Your answer").inputValue()).toBe(first);
  await ada.page.getByRole("button", { name: "Next", exact: true }).click();
  await ada.page.getByLabel("Your answer").fill("1,234,567,891");
  await ada.page.getByText("All answers saved").waitFor();

  // Extra time, the wrong way first: nobody is ticked.
  await open(ines.page, `/teach/${cohortId}/assignments/${assignmentId}`);
  await ines.page.getByText("sits now, 2 saved").waitFor();
  await ines.page.getByRole("button", { name: "Grant it" }).click();
  await ines.page.getByText("Tick the learners in the table first.").waitFor();
  await ines.page.getByRole("checkbox", { name: "Ada Prove" }).check();
  await ines.page.getByLabel("Minutes").fill("10");
  await ines.page.getByRole("button", { name: "Grant it" }).click();
  await ines.page.getByText("Granted to 1 learner.").waitFor();
  await ines.page.getByText("+10 min").waitFor();
  await look(ines.page, "the results while it runs");

  // Sixty minutes and ten: after an hour and a minute it still runs.
  await letTimePass(assignmentId, 61 * MINUTE_MS);
  expect((await query<{ phase: string }>(ada.context.request, "exercises.assignments.clock", { assignmentId })).phase).toBe("open");
  await letTimePass(assignmentId, 70 * MINUTE_MS);
  await vi.waitFor(async () => expect(await inDatabase((database) => database.assignment.count({ where: { id: assignmentId, releasedAt: { not: null } } }))).toBe(1), { timeout: PATIENCE_MS, interval: 500 });
  await open(ada.page, `/practice/assignments/${assignmentId}`);
  await ada.page.getByText(/over · 50% of the credit/).waitFor();
  await ada.page.getByRole("link", { name: new RegExp(numbers[0]?.title ?? "") }).click();
  await ada.page.getByRole("heading", { level: 1, name: "Right" }).waitFor();

  // A grading that went wrong, mended after a preview that names it.
  await inDatabase((database) => database.exerciseAttempt.updateMany({ where: { assignmentId, exerciseId: numbers[0]?.id ?? "" }, data: { score: 0, credit: 0 } }));
  await open(ines.page, `/teach/${cohortId}/assignments/${assignmentId}`);
  await ines.page.getByRole("button", { name: "Show what would change" }).click();
  await ines.page.getByText("1 answer of 2 would change.").waitFor();
  await ines.page.getByText(/Ada Prove, .*: 0% right becomes 100%/).waitFor();
  await ines.page.getByRole("button", { name: "Change 1 answer" }).click();
  await ines.page.getByText("1 answer changed.").waitFor();
  await ines.page.getByText("graded again, 0% at first").waitFor({ state: "attached" });
  await look(ines.page, "the results after another grading");

  // Of one learner there are no figures, and it is said why.
  await ines.page.getByRole("link", { name: "Items", exact: true }).click();
  await ines.page.getByRole("heading", { level: 1, name: `Items of ${TITLE}` }).waitFor();
  await look(ines.page, "the items");

  expect([...faults, ...[ines, ada].flatMap(({ watch }) => watch.faults)]).toEqual([]);
  for (const { context } of [ines, ada]) await context.close();
});
