/** A real Chromium for the end-to-end tests, and what they all want to know of a page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

export const BASE_URL = process.env.E2E_URL ?? "";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** For whatever is waited for: tests share their machine, and only what hangs is to run into a limit. */
export const PATIENCE_MS = 60_000;

/** For a verdict: the judge gives way to pages, and runs wait for each other. */
export const JUDGED_MS = 4 * PATIENCE_MS;

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: CHROMIUM_FLAGS });

/** What a page did that it should not have: asked another host, threw, or broke the content policy. */
export interface Watch {
  readonly faults: string[];
}

/** A context of its own: cookies and storage are shared with nobody. */
export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page; watch: Watch }> {
  const context = await browser.newContext({ viewport: DESKTOP, baseURL: BASE_URL, timezoneId: "Europe/Berlin", locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  const host = new URL(BASE_URL).host;
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) faults.push(`asked ${url.href}`);
  });
  page.on("pageerror", (error) => faults.push(`threw ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Hydration|did not match/i.test(message.text())) faults.push(message.text());
  });
  return { context, page, watch: { faults } };
}

/** Opens a page and waits until it answers to keys and clicks: until React has taken it over they are lost. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await untilItAnswers(page);
}

/** The same for a page that loads already, or again. */
export async function untilItAnswers(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")));
  // What listens to keys is set up right after that.
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeViolation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** The serious and critical violations that axe finds on the page as it is now, in words. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const look = async () => {
    await page.waitForFunction(() => document.title !== "");
    return page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (context: { exclude: string[] }, options: { resultTypes: string[] }) => Promise<{ violations: AxeViolation[] }> } };
      // Excalidraw's own controls are as they come; what the board shows is told beside it, and is looked at.
      // Only violations are told in full, which costs much less.
      return (await axe.run({ exclude: [".excalidraw"] }, { resultTypes: ["violations"] })).violations;
    });
  };
  let violations = await look();
  // While a page is refreshed its title is taken out and put back: it must come back, and then be there.
  if (violations.some(({ id }) => id === "document-title")) violations = await look();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary ?? ""})`).join("; ")}`);
}

export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([]);
}

/** What is said of a fault or an outcome: not its empty place, and not the framework's own announcer of routes. */
export const alertOn = (page: Page) => page.locator("[role=alert]:not(#__next-route-announcer__)").filter({ hasText: /\S/ });

/** A fault if the page can be scrolled sideways. */
export async function widthFaults(page: Page): Promise<string[]> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return overflow > 0 ? [`wider than the screen by ${overflow} pixels`] : [];
}
