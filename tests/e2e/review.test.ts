/** The day's cards in a real browser: by keyboard, undone, without a network, and back after it. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueueOutput } from "@/contracts/review/review";
import { expectAccessible, launchBrowser, newVisitor, open } from "./support/browser";
import { becomeLearner, query } from "./support/people";

/** From the key to the next prompt: a frame at 60 Hz, and one more for the machine that runs the tests. */
const FRAMES_MAX = 2;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const prompt = (page: Page) => page.locator("article [tabindex='-1']").first().innerText();
const position = (page: Page) => page.locator("header .num").innerText();

async function openSession() {
  const { context, page, watch } = await newVisitor(browser);
  await becomeLearner(context);
  await open(page, "/review");
  await page.getByRole("button", { name: /Show/ }).waitFor();
  return { context, page, watch };
}

/** Shows the whole answer, however many parts it has and wherever the focus is. */
async function reveal(page: Page): Promise<void> {
  const show = page.getByRole("button", { name: /Show/ });
  while (await show.isVisible()) await show.click();
}

const memoryOf = async (page: Page) => {
  const queue = await query<QueueOutput>(page.context().request, "review.queue");
  return { done: queue.counts.doneToday, ids: queue.cards.map(({ cardId }) => cardId) };
};

const untilSaved = (page: Page) =>
  page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith("quorum.review-outbox") || localStorage.getItem(key) === "[]"));

describe("reviewing", () => {
  test("Space shows, a digit rates, the button says the interval, U takes it back", async () => {
    const { page, watch } = await openSession();
    const first = await prompt(page);
    await expectAccessible(page, "front");
    if (!(await page.getByLabel("Your answer").isVisible())) await page.keyboard.press("Space");
    await reveal(page);
    await expectAccessible(page, "answer");
    for (const rating of ["Again", "Hard", "Good", "Easy"]) {
      expect(await page.getByRole("button", { name: new RegExp(`^${rating} next in \\d`) }).isVisible()).toBe(true);
    }
    await page.keyboard.press("4");
    expect(await position(page)).toMatch(/^2 of/);
    expect(await prompt(page)).not.toBe(first);
    await untilSaved(page);
    const { done } = await memoryOf(page);
    expect(done).toBe(1);

    // The focus may be in a field of the next card: leave it, then undo.
    await page.locator("header h1").click();
    await page.keyboard.press("u");
    expect(await prompt(page)).toBe(first);
    await untilSaved(page);
    expect((await memoryOf(page)).done).toBe(0);
    expect(watch.faults).toEqual([]);
  });

  test("the next card is there within a frame of the key, while the network takes a second", async () => {
    const { page } = await openSession();
    await page.route("**/api/trpc/review.record**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await reveal(page);
    const frames = await page.evaluate(async () => {
      const text = () => document.querySelector("article")?.textContent;
      const before = text();
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "4", bubbles: true }));
      let count = 0;
      while (text() === before && count < 60) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        count += 1;
      }
      return count;
    });
    expect(frames).toBeLessThanOrEqual(FRAMES_MAX);
    await untilSaved(page);
  });

  test("answers given offline are kept, also over a closed tab, and arrive once", async () => {
    const { context, page } = await openSession();
    const before = await memoryOf(page);
    await context.setOffline(true);
    for (let card = 0; card < 3; card += 1) {
      await reveal(page);
      await page.keyboard.press("4");
    }
    await page.getByText(/Offline\. 3 answers are kept here/).waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto("/review");
    await untilSaved(again);
    const after = await memoryOf(again);
    expect(after.done).toBe(3);
    expect(after.ids.filter((id) => before.ids.slice(0, 3).includes(id))).toEqual([]);
  });

  test("a whole day can be answered by keyboard alone, and ends with words", async () => {
    const { page } = await openSession();
    for (let card = 0; card < 40 && !(await page.getByRole("heading", { name: "Done for now" }).isVisible()); card += 1) {
      if (await page.getByLabel("Your answer").isVisible()) await page.keyboard.press("Enter");
      while (await page.getByRole("button", { name: /Show/ }).isVisible()) await page.keyboard.press("Space");
      await page.keyboard.press("4");
    }
    await page.getByText(/^\d+ answers, 0 of them Again/).waitFor();
    await expectAccessible(page, "the end");
  });
});
