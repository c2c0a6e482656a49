/**
 * Goal: a learner leads a run by hand to the mistake of a program, takes a step back, and hands the choices on as a
 * link. Method: a real browser, the whole product, the keyboard alone.
 */
import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SaveDraftOutput } from "@/contracts/labs/labs";
import { axeFaults, launchBrowser, newVisitor, open, PHONE, untilItAnswers, type Watch, widthFaults } from "./support/browser";
import { becomeLearner, mutate } from "./support/people";

const LAB = "unique-ids";
const PAGE = `/labs/${LAB}/by-hand`;
/** Answers before its write of the life that it is in has reached the disk. */
const WRONG = readFileSync(`content/labs/${LAB}/wrong/writes-without-fsync.ts`, "utf8");

let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;
beforeAll(async () => {
  browser = await launchBrowser();
  ({ context, page, watch } = await newVisitor(browser));
  await becomeLearner(context);
  await mutate<SaveDraftOutput>(context.request, "labs.saveDraft", { labId: LAB, text: WRONG, revision: 0 });
});
afterAll(() => browser.close());

const counted = (count: number) => page.getByRole("heading", { name: `${count} ${count === 1 ? "choice" : "choices"} so far` });
const broken = (where: Page) => where.getByRole("status").getByText(/^Violated by this step/);
const rowAt = () => page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset["row"] : undefined));

/** Walks down to a row; those above it are passed on the way. */
async function walkTo(row: string): Promise<void> {
  for (let steps = 0; steps < 30 && (await rowAt()) !== row; steps += 1) await page.keyboard.press("ArrowDown");
  expect(await rowAt()).toBe(row);
}

async function press(key: string, count: number): Promise<void> {
  await page.keyboard.press(key);
  await counted(count).waitFor();
}

test("four keys lead to a repeated id, and it is told that this step broke the check", async () => {
  await open(page, PAGE);
  await page.getByRole("heading", { name: "What can happen next" }).waitFor();
  await walkTo("operation 0");
  await press("Enter", 1);
  // The row is gone with its request, and the one after it has the focus: a request to the same node.
  expect(await rowAt()).toBe("operation 1");
  await press("x", 2);
  await press("r", 3);
  for (let steps = 0; steps < 30; steps += 1) await page.keyboard.press("ArrowUp");
  await walkTo("operation 1");
  expect(await broken(page).count()).toBe(0);
  await press("Enter", 4);
  await broken(page).waitFor();
  expect(await page.getByRole("list", { name: "Your choices" }).getByRole("listitem").last().innerText()).toContain("violated by this step");
  expect(await page.getByRole("region", { name: "Inspector" }).getByRole("row", { name: /^count / }).innerText()).toMatch(/\d/);
  expect([...(await axeFaults(page)), ...(await widthFaults(page))]).toEqual([]);
});

test("the address plays the same in another tab, on a phone too, and one back is as if it had not been chosen", async () => {
  const address = page.url();
  expect(address).toMatch(/#by-hand=o0,cn1\.0,rn1,o1&trace=[0-9a-f]{16}$/);
  const other = await context.newPage();
  await other.setViewportSize(PHONE);
  await other.goto(address);
  await untilItAnswers(other);
  await broken(other).waitFor();
  expect(other.url()).toBe(address);
  expect([...(await axeFaults(other)), ...(await widthFaults(other))]).toEqual([]);
  await other.close();

  await press("u", 3);
  expect(await broken(page).count()).toBe(0);
  await press("u", 2);
  await press("r", 3);
  await page.getByText("No check is broken so far.").waitFor();
});

test("the run goes on by itself to its end", async () => {
  await press("g", 4);
  await page.getByRole("heading", { name: "The run has ended" }).waitFor();
  expect(watch.faults).toEqual([]);
});

test("a choice that another program does not offer is left out, and said to be", async () => {
  const other = await context.newPage();
  await other.goto(`${PAGE}#by-hand=o0,d99`);
  await untilItAnswers(other);
  await other.getByText("Choice 2 of 2 is not possible in this run").waitFor();
  await other.getByRole("heading", { name: "1 choice so far" }).waitFor();
  await other.close();
});
