/**
 * A cohort in two browsers: the instructor makes it, a learner joins with its code and studies, and the instructor goes
 * from the flag and the map of mastery down to one run and one answer, which the learner reads afterwards.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CohortOverview } from "@/contracts/cohorts/cohorts";
import type { RunView } from "@/contracts/labs/labs";
import { loadCatalog } from "@/server/catalog/catalog";
import { axeFaults, BASE_URL, JUDGED_MS, launchBrowser, newVisitor, open, widthFaults } from "./support/browser";
import { inDatabase } from "./support/database";
import { becomeLearner, mutate, newPerson, query } from "./support/people";

/** A name that a spreadsheet would compute. */
const FORMULA = `=HYPERLINK("https://evil.example","Ada")`;
const CARD = "raft.random-timeouts";
const exercise = [...loadCatalog("content").exercises.values()].map(({ exercise: each }) => each).find(({ type }) => type === "numeric");
const DAY_MS = 86_400_000;
/** Fails soon, so that 256 seeds take little. */
const FAILING = `export default (env: Env): NodeProgram => ({
  onMessage() {
    throw new Error("not even one");
  },
});
`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function visitor(name: string, role: "learner" | "instructor" = "learner") {
  const { context, page, watch } = await newVisitor(browser, { acceptDownloads: true });
  const { email } = await becomeLearner(context, newPerson(name));
  if (role !== "learner") await inDatabase((database) => database.user.update({ where: { email }, data: { role } }));
  return { context, page, watch, email };
}
type Visitor = Awaited<ReturnType<typeof visitor>>;

const faults: string[] = [];
async function look(page: Page, where: string): Promise<void> {
  faults.push(...[...(await axeFaults(page)), ...(await widthFaults(page))].map((fault) => `${where}: ${fault}`));
}

/** Makes a cohort by its page, and gives back its id and its code. */
async function makeCohort({ page }: Visitor, name: string): Promise<{ cohortId: string; code: string }> {
  await open(page, "/teach");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make it" }).click();
  await page.waitForURL(/\/teach\/[^/]+\/learners$/);
  await page.getByText("Nobody has joined yet.").waitFor();
  const code = await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).innerText();
  return { cohortId: new URL(page.url()).pathname.split("/")[2] ?? "", code };
}

/** Answers a card and an exercise, and submits a program that fails. */
async function study({ context: { request } }: Visitor): Promise<{ runId: string }> {
  await mutate(request, "review.record", { events: [{ id: randomUUID(), cardId: CARD, kind: "reviewed", rating: "good", at: Date.now(), tookMs: 900 }] });
  const { variantId } = await mutate<{ variantId: string }>(request, "exercises.open", { exerciseId: exercise?.id });
  await mutate(request, "exercises.submit", { variantId, attemptId: randomUUID(), answer: { type: "numeric", text: "1,234,567,891" } });
  const runId = randomUUID();
  await mutate(request, "labs.submitRun", { runId, labId: "unique-ids", program: FAILING });
  await vi.waitFor(async () => expect((await query<RunView>(request, "labs.run", { runId })).run.state).toBe("done"), { timeout: JUDGED_MS, interval: 500 });
  return { runId };
}

/** Joins by the page that tells what the instructor will see. */
async function join({ page }: Visitor, code: string, cohort: string): Promise<void> {
  await open(page, `/join/${code.toLowerCase().replace("-", "")}`);
  await look(page, "the invitation");
  await page.getByRole("button", { name: "Join the cohort" }).click();
  await page.waitForURL("**/settings/cohorts");
  await page.getByRole("button", { name: `Leave ${cohort}` }).waitFor();
}

/** Of the map of mastery the cell that has the focus, by its words. */
const cellAt = (page: Page) => page.evaluate(() => (document.activeElement?.getAttribute("role") === "gridcell" ? document.activeElement.getAttribute("aria-label") : null));

/** Walks the map by keys, and from a cell of the learner to their page. */
async function walkMap(page: Page, learner: string): Promise<void> {
  const map = page.getByRole("grid", { name: /^Mastery/ });
  await map.waitFor();
  expect(await map.locator("[role=gridcell][tabindex='0']").count()).toBe(1);
  await page.getByRole("button", { name: /^Table/ }).focus();
  await page.keyboard.press("Tab");
  const first = await cellAt(page);
  expect(first).not.toBeNull();
  await page.keyboard.press("ArrowDown");
  const below = await cellAt(page);
  expect(below).not.toBe(first);
  await page.keyboard.press("ArrowUp");
  expect(await cellAt(page)).toBe(first);
  // Whose row it is hangs on the names.
  for (let row = 0; !(await cellAt(page))?.startsWith(learner) && row < 5; row += 1) await page.keyboard.press("ArrowDown");
  await page.getByText(new RegExp(`^${learner}, Raft: \\d+% of 1 card`)).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/learners\/[^/]+$/);
  await page.getByRole("heading", { level: 1, name: learner }).waitFor();
}

/** The rows of the file, as text. */
async function download(page: Page): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^backend-guild-\d{4}-\d\d-\d\d\.csv$/);
  return readFileSync(await file.path(), "utf8");
}

test("a cohort from its making to one run and one answer of a learner", { timeout: 480_000 }, async () => {
  const [ines, ada, idle, other] = await Promise.all([visitor("Ines Teach", "instructor"), visitor("Ada Prove"), visitor(FORMULA), visitor("Otto Teach", "instructor")]);
  const { cohortId, code } = await makeCohort(ines, "Backend guild");
  await look(ines.page, "a cohort without learners");
  await join(ada, code, "Backend guild");
  await mutate(idle.context.request, "cohorts.join", { code });
  await inDatabase((database) => database.cohortMember.updateMany({ where: { cohortId, user: { email: idle.email } }, data: { joinedAt: new Date(Date.now() - 4 * DAY_MS) } }));
  const { runId } = await study(ada);

  // Who needs the instructor, and by which rule.
  await open(ines.page, `/teach/${cohortId}`);
  await ines.page.getByRole("heading", { level: 1, name: "One of 2 needs you today" }).waitFor();
  const flagged = ines.page.getByRole("list", { name: "Needs you today" }).getByRole("listitem");
  expect(await flagged.allInnerTexts()).toEqual([expect.stringMatching(/Joined 4 days ago and has not started\s+rule: 3 days after joining/)]);
  await look(ines.page, "who needs you");
  const { learners } = await query<CohortOverview>(ines.context.request, "cohorts.overview", { cohortId });
  const learnerId = learners.find(({ email }) => email === ada.email)?.id ?? "";
  expect(learners.map(({ weekReviews, exercises, labs }) => [weekReviews, exercises.tried, labs.tried]).sort()).toEqual([[0, 0, 0], [1, 1, 1]]);

  await walkMap(ines.page, "Ada Prove");
  await look(ines.page, "a learner");
  await ines.page.getByRole("link", { name: "Unique ids, run 1" }).click();
  await ines.page.waitForURL(`**/runs/${runId}`);
  await ines.page.getByText("not even one").first().waitFor();
  await look(ines.page, "a run");
  await open(ines.page, `/teach/${cohortId}/learners/${learnerId}`);
  await ines.page.getByRole("link", { name: exercise?.title ?? "" }).click();
  await ines.page.waitForURL(/\/attempts\//);
  await ines.page.getByText("1,234,567,891").first().waitFor();
  await look(ines.page, "an answer");

  // The table by keys: J walks the rows, Enter opens. Hidden names are hidden everywhere.
  await open(ines.page, `/teach/${cohortId}/learners`);
  await ines.page.getByRole("button", { name: "Hide names" }).click();
  await ines.page.getByRole("link", { name: "Learner 1", exact: true }).waitFor();
  expect(await ines.page.locator("main").innerText()).not.toMatch(/Ada Prove|HYPERLINK/);
  await ines.page.getByRole("button", { name: "Show names" }).click();
  await look(ines.page, "the learners");
  const csv = await download(ines.page);
  expect(csv.split("\r\n")).toHaveLength(4);
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"",""Ada"")"`);
  await ines.page.locator("h1").click();
  await ines.page.keyboard.press("j");
  await ines.page.keyboard.press("Enter");
  await ines.page.waitForURL(/\/learners\/[^/]+$/);

  // Nobody else's, whatever the address.
  for (const path of ["", "/learners", `/learners/${learnerId}`, `/learners/${learnerId}/runs/${runId}`]) {
    for (const { context } of [other, ada]) expect((await context.request.get(`${BASE_URL}/teach/${cohortId}${path}`)).status(), path).toBe(404);
  }
  expect((await other.context.request.get(`${BASE_URL}/teach/${cohortId}/csv`)).status()).toBe(404);

  // The learner reads who looked, and leaves.
  await open(ada.page, "/settings/cohorts");
  const looks = ada.page.getByRole("list", { name: "Who looked at your work" });
  for (const what of [/opened the page about you/, /read a run of yours/, /read an answer of yours/, /downloaded the cohort’s figures/]) await looks.getByText(what).first().waitFor();
  await look(ada.page, "who looked");
  await ada.page.getByRole("button", { name: "Leave Backend guild" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
  await ada.page.getByText("You are in no cohort").waitFor();
  expect((await ines.context.request.get(`${BASE_URL}/teach/${cohortId}/learners/${learnerId}`)).status()).toBe(404);

  expect([...faults, ...[ines, ada, idle, other].flatMap(({ watch }) => watch.faults)]).toEqual([]);
  for (const { context } of [ines, ada, idle, other]) await context.close();
});
