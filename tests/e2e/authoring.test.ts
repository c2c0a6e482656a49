/** A report's way in real browsers: from a learner's page to an author's list and back, and no learner in the preview. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_URL, expectAccessible, launchBrowser, newVisitor, open } from "./support/browser";
import { becomeLearner, enter } from "./support/people";

const EXERCISE = "circuit-breaker.x-states";
const FILE = "/preview/concepts/resilience/circuit-breaker.yaml";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a learner reports an exercise by keyboard, an author answers, and the learner reads the answer", async () => {
  const learner = await newVisitor(browser);
  const person = await becomeLearner(learner.context);
  await open(learner.page, `/practice/${EXERCISE}`);
  const words = `It opens after three. ${person.email}`;
  await learner.page.getByRole("button", { name: "Report this exercise" }).focus();
  await learner.page.keyboard.press("Enter");
  const dialog = learner.page.getByRole("dialog", { name: "Report this exercise" });
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("Choose what is wrong.").waitFor();
  await dialog.getByLabel("A fact is wrong").press("Space");
  await dialog.getByLabel("In your words").fill(words);
  await expectAccessible(learner.page, "the report");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("It is on the authors’ list").waitFor();

  const author = await newVisitor(browser);
  await enter(author.context.request, "demo", { account: "instructor" });
  await open(author.page, "/preview/reports?state=open&kind=exercise");
  const report = author.page.getByRole("article").filter({ hasText: person.email });
  await report.getByText("unchanged since").waitFor();
  await report.getByLabel("Your answer").fill("You are right. It is mended.");
  await report.getByRole("button", { name: "Answer" }).click();
  await expect.poll(() => report.count()).toBe(0);

  await open(learner.page, "/settings/reports");
  await learner.page.getByText("You are right. It is mended.").waitFor();
  await expectAccessible(learner.page, "one's own reports");
  for (const { context } of [learner, author]) await context.close();
});

test("an author steps through the variants of a file, and a learner gets nothing of it", async () => {
  const author = await newVisitor(browser);
  await enter(author.context.request, "demo", { account: "instructor" });
  await open(author.page, FILE);
  const drawn = author.page.getByRole("region", { name: "Open, half-open, closed" });
  await drawn.getByRole("button", { name: "Next variant" }).click();
  await expect.poll(() => drawn.getByLabel("Seed").inputValue()).toBe("2");
  await drawn.getByText("Wrong roads, and what is said").waitFor();
  await expectAccessible(author.page, "a file in the preview");

  const learner = await newVisitor(browser);
  await becomeLearner(learner.context);
  for (const address of ["/preview", FILE, "/preview/reports"]) {
    const response = await learner.context.request.get(`${BASE_URL}${address}`);
    expect([address, response.status()]).toEqual([address, 404]);
    expect(await response.text()).not.toContain("Wrong roads");
  }
  for (const { context } of [learner, author]) await context.close();
});
