/**
 * Goal: a run is read by others only after an explicit act, and what they open executes nothing until they ask for it.
 * Method: two accounts in two browsers, and a run that the judge has failed.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunView } from "@/contracts/labs/labs";
import { PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { axeFaults, BASE_URL, JUDGED_MS, launchBrowser, newVisitor, open, PHONE, widthFaults } from "./support/browser";
import { becomeLearner, mutate, newPerson, query, type Person } from "./support/people";

const LAB = "unique-ids";
const PROGRAM = readFileSync(`content/labs/${LAB}/wrong/name-in-front.ts`, "utf8");
const NO_SUCH_RUN = "There is no such lab or run";
const VISIBLE = "Everybody with an account here who has the link sees this program and its recorded runs";

let browser: Browser;
let learner: Awaited<ReturnType<typeof newVisitor>>;
let reader: Awaited<ReturnType<typeof newVisitor>>;
let author: Person;
let runPage: string;
beforeAll(async () => {
  browser = await launchBrowser();
  learner = await newVisitor(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  reader = await newVisitor(browser);
  author = await becomeLearner(learner.context, newPerson("Mara Prove"));
  await becomeLearner(reader.context);
  const runId = randomUUID();
  runPage = `/labs/${LAB}/runs/${runId}`;
  await mutate(learner.context.request, "labs.submitRun", { runId, labId: LAB, program: PROGRAM, allSeeds: true });
  const judged = async () => (await query<RunView>(learner.context.request, "labs.run", { runId })).run.verdict;
  await vi.waitFor(async () => expect(await judged()).toBe("failed"), { timeout: JUDGED_MS, interval: 200 });
});
afterAll(() => browser.close());

const lookOf = async (page: Page) => [...(await axeFaults(page)), ...(await widthFaults(page))];
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** What could execute a program: frames, workers, and what they are made from. */
function watchExecution(page: Page) {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/run-frame|worker/.test(new URL(request.url()).pathname)) asked.push(request.url());
  });
  page.on("worker", (worker) => asked.push(`worker ${worker.url()}`));
  page.on("frameattached", () => asked.push("a frame"));
  return asked;
}

describe("a run that somebody shares", () => {
  test("is at first its learner's only; the learner reads who will see what, and shares it by keys", async () => {
    await reader.page.goto(runPage);
    await heading(reader.page, NO_SUCH_RUN);

    const { page } = learner;
    await open(page, runPage);
    await heading(page, "Run 1");
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${BASE_URL}${runPage}`);

    await page.getByRole("button", { name: "Share", exact: true }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Share this run" });
    await dialog.waitFor();
    expect((await dialog.innerText()).toLowerCase()).toContain(VISIBLE.toLowerCase());
    expect(await dialog.innerText()).toContain("Only you can open it now.");
    expect(await lookOf(page)).toEqual([]);
    await reader.page.reload();
    await heading(reader.page, NO_SUCH_RUN);

    await page.keyboard.press("Enter");
    await dialog.getByText("It is shared.").waitFor();
    // The same key again does not take back what was just done.
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Copied" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Shared", exact: true }).and(page.locator(":focus")).waitFor();
  });

  test("shows others program, results and recordings under its learner's name, and executes nothing", async () => {
    const { page, context } = reader;
    const executed = watchExecution(page);
    await open(page, runPage);
    await heading(page, "A run of Mara Prove");
    expect(await page.getByRole("region", { name: "Program, node.ts, cannot be edited" }).innerText()).toContain("env.reply(");
    expect(await page.getByRole("region", { name: "Results", exact: true }).innerText()).toMatch(/\d+ of 256 seeds pass[\s\S]*Shortest failing run/);
    expect(await page.getByRole("button", { name: "Share", exact: true }).count()).toBe(0);
    await page.keyboard.press("g");
    await page.waitForURL(/\/seeds\/\d+\?check=/);
    await page.getByRole("heading", { name: "What went wrong" }).waitFor();
    await page.getByRole("link", { name: "A run of Mara Prove" }).waitFor();
    expect(await lookOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.waitForURL(`**${runPage}`);
    await heading(page, "A run of Mara Prove");
    expect(executed).toEqual([]);
    expect([page.frames().length, page.workers().length]).toEqual([1, 0]);
    const told = (await (await context.request.get(runPage)).text()) + (await page.content());
    expect(told).not.toContain(author.email);
    expect(told).not.toContain(author.email.split("@")[0]);
  });

  test("runs in the reader's browser when the reader says so, beside what was recorded and apart from the reader's own work", async () => {
    const { page } = reader;
    await page.getByRole("button", { name: "Run it in this browser" }).click();
    const here = page.getByRole("region", { name: "Results in this browser" });
    await here.getByText("Failed", { exact: true }).waitFor({ timeout: JUDGED_MS });
    expect(await here.innerText()).toMatch(new RegExp(`\\d+ of ${PUBLIC_SEEDS} seeds pass`));
    expect(page.frames().length).toBeGreaterThan(1);
    expect(await page.getByRole("region", { name: "Results", exact: true }).innerText()).toContain("of 256 seeds pass");
    expect(await lookOf(page)).toEqual([]);
    const outcome = await here.getByRole("status").innerText();

    await here.getByRole("button", { name: "Step through it" }).click();
    await page.waitForURL(/\/runs\/browser\/seeds\/\d+\?check=.*&of=/);
    await page.getByRole("heading", { name: "What went wrong" }).waitFor();
    await page.getByRole("link", { name: "Back to the run" }).click();
    await page.waitForURL(`**${runPage}`);
    expect(await here.getByRole("status").innerText()).toBe(outcome);
    await page.getByRole("link", { name: "Open the lab" }).click();
    await page.getByText("Nothing has run yet.").waitFor();
    expect(reader.watch.faults).toEqual([]);
  });

  test.each([390, 320])("has room on a phone of %i pixels, in the dark", async (width) => {
    const { page } = reader;
    await page.setViewportSize({ ...PHONE, width });
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page, runPage);
    await heading(page, "A run of Mara Prove");
    expect(await lookOf(page)).toEqual([]);
    expect(await page.getByRole("button", { name: "Run it in this browser" }).boundingBox()).toMatchObject({ height: 44 });
    await learner.page.setViewportSize({ ...PHONE, width });
    await learner.page.getByRole("button", { name: "Shared", exact: true }).click();
    await learner.page.getByRole("dialog").waitFor();
    expect(await lookOf(learner.page)).toEqual([]);
    await learner.page.keyboard.press("Escape");
  });

  test("is gone for others once its learner takes it back, from the page of a seed", async () => {
    const { page } = learner;
    await page.getByRole("button", { name: "Step through it" }).click();
    await page.waitForURL(/\/seeds\/\d+\?check=/);
    const seedPage = page.url();
    await open(reader.page, seedPage);
    await reader.page.getByRole("heading", { name: "What went wrong" }).waitFor();
    await page.getByRole("button", { name: "Shared", exact: true }).click();
    await page.getByRole("button", { name: "Stop sharing" }).click();
    await page.getByText("Only you can open it now.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share", exact: true }).waitFor();
    for (const address of [seedPage, runPage]) {
      await reader.page.goto(address);
      await heading(reader.page, NO_SUCH_RUN);
    }
    await page.goBack();
    await heading(page, "Run 1");
    await page.getByRole("button", { name: "Share", exact: true }).waitFor();
    expect(learner.watch.faults).toEqual([]);
  });
});
