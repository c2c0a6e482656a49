/** Every page, light and dark, on a desktop and on a phone: accessible, no wider than the screen, no other host asked. */
import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunView } from "@/contracts/labs/labs";
import { axeFaults, DESKTOP, expectAccessible, JUDGED_MS, launchBrowser, newVisitor, open, PATIENCE_MS, PHONE, widthFaults } from "./support/browser";
import { becomeLearner, enter, mutate, type Person, query, signIn } from "./support/people";

const PUBLIC_PAGES = ["/", "/sign-in", "/sign-up", "/reset/not-a-token", "/nowhere"];
const LEARNER_PAGES = [
  "/today", "/review", "/practice", "/practice/raft.x-order-of-a-write", "/practice/nowhere.x-nothing", "/labs", "/labs/unique-ids", "/labs/broadcast", "/labs/nowhere", "/labs/unique-ids/runs/nothing", "/interviews", "/interviews/new", "/interviews/join/nothing", "/interviews/nothing/report", "/rooms/nothing", "/progress", "/progress/cards/raft.random-timeouts",
  "/placement", "/library", "/library/glossary", "/search", "/search?q=paxoss&kind=concept", "/library/topics/resilience", "/library/topics/security", "/library/concepts/raft", "/library/concepts/nowhere",
  "/settings", "/settings/schedule", "/settings/keys", "/settings/sessions",
];

const CANVAS = { light: "rgb(245, 246, 248)", dark: "rgb(13, 15, 18)" };

/** The title of what stands in for a page that cannot be made: in itself no page is more accessible. */
const BROKEN = "This page could not be shown";

const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [
  { name: "desktop", viewport: DESKTOP, isMobile: false, narrow: null },
  // A page that is there is also made narrow, down to the least that each has to bear.
  { name: "phone", viewport: PHONE, isMobile: true, narrow: { width: 320, height: 640 } },
] as const;
type Width = (typeof WIDTHS)[number];

/** Fails soon, so that 256 seeds take little, and with all that a failing run can show: a stack, a violation, a picture. */
const FAILING = `export default (env: Env): NodeProgram => {
  env.state.count = 0;
  return {
    onMessage(src, body, msg) {
      env.state.count += 1;
      if (env.state.count > 5) throw new Error("five are enough");
      env.disk.write("count", env.state.count);
      env.reply(msg, { type: "generate_ok", id: env.state.count });
    },
  };
};
`;

let browser: Browser;
/** Has submitted a program that failed. One for all looks: the judge takes its time. */
let person: Person;
let pagesOfRun: string[];
beforeAll(async () => {
  browser = await launchBrowser();
  const { context } = await newVisitor(browser);
  person = await becomeLearner(context);
  const runId = randomUUID();
  await mutate(context.request, "labs.submitRun", { runId, labId: "unique-ids", program: FAILING, allSeeds: true });
  const recorded = async () => {
    const { run, excerpts } = await query<RunView>(context.request, "labs.run", { runId });
    if (run.state !== "done") throw new Error(`The run is ${run.state}.`);
    return excerpts;
  };
  const seeds = (await vi.waitFor(recorded, { timeout: JUDGED_MS, interval: 500 })).map(({ n, check }) => `/labs/unique-ids/runs/${runId}/seeds/${n}?check=${check}`);
  expect(seeds.length).toBeGreaterThan(1);
  pagesOfRun = ["/labs", "/labs/unique-ids", `/labs/unique-ids/runs/${runId}`, ...seeds.slice(0, 1), ...seeds.slice(-1)];
  await context.close();
});
afterAll(() => browser.close());

/** What is wrong with the page as it is now, in both themes: it is loaded once, and follows the machine's theme. */
async function faultsInBothThemes(page: Page, { viewport, narrow }: Width): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    // A colour on its way from one theme to the other is no colour of either.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const found = [...(canvas === CANVAS[colorScheme] ? [] : [`background ${canvas}`]), ...(await axeFaults(page)), ...(await widthFaults(page))];
    faults.push(...found.map((fault) => `${colorScheme}: ${fault}`));
  }
  if (narrow === null) return faults;
  await page.setViewportSize(narrow);
  faults.push(...(await widthFaults(page)).map((fault) => `${narrow.width} pixels: ${fault}`));
  await page.setViewportSize(viewport);
  return faults;
}

/** Opens each page and gives back everything that is wrong with any of them. */
async function faultsOf(page: Page, paths: readonly string[], width: Width): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    if ((await page.locator("h1").first().innerText()) === BROKEN) faults.push(`${path}: ${BROKEN}`);
    faults.push(...(await faultsInBothThemes(page, width)).map((fault) => `${path}: ${fault}`));
  }
  return faults;
}

// The browser works while the server does, and the other way round.
describe.each(WIDTHS)("$name", { concurrent: true }, (width) => {
  const size = { viewport: width.viewport, isMobile: width.isMobile, hasTouch: width.isMobile };
  async function look(paths: readonly string[], becomeSomebody: (context: BrowserContext) => Promise<unknown>): Promise<string[]> {
    const { context, page, watch } = await newVisitor(browser, size);
    await becomeSomebody(context);
    const faults = [...(await faultsOf(page, paths, width)), ...watch.faults];
    await context.close();
    return faults;
  }

  test("pages for everybody", async ({ expect }) => {
    expect(await look(PUBLIC_PAGES, async () => undefined)).toEqual([]);
  });

  test("pages of a learner on the first day", async ({ expect }) => {
    expect(await look(LEARNER_PAGES, becomeLearner)).toEqual([]);
  });

  test("pages of a lab that was tried", async ({ expect }) => {
    expect(await look(pagesOfRun, (context) => signIn(context, person))).toEqual([]);
  });
});

test("on a phone the tab bar leads everywhere and finds", async () => {
  const { context, page } = await newVisitor(browser, { viewport: PHONE, isMobile: true, hasTouch: true });
  await becomeLearner(context);
  await open(page, "/today");
  for (const [name, path] of [["Practice", "/practice"], ["Labs", "/labs"], ["Interviews", "/interviews"], ["Progress", "/progress"], ["Settings", "/settings"]] as const) {
    await page.getByRole("link", { name, exact: true }).tap();
    await page.waitForURL(`**${path}`);
  }
  await page.getByRole("button", { name: "Find", exact: true }).tap();
  await page.getByRole("combobox", { name: "Find or do" }).fill("lamport");
  await page.getByRole("option", { name: /Concept$/ }).first().tap();
  await page.waitForURL(/\/library\/concepts\//);
  await context.close();
});

test("a page that needs an account leads to sign-in and back", async () => {
  const { context, page } = await newVisitor(browser);
  await page.goto("/library/concepts/raft");
  await page.waitForURL(/\/sign-in\?next=/);
  await enter(context.request, "demo", { account: "learner" });
  await page.goto(new URL(page.url()).searchParams.get("next") ?? "/nowhere");
  expect(await page.locator("h1").innerText()).toBe("Raft");
  await context.close();
});

test("the keys lead everywhere, and Ctrl K finds", async () => {
  const { context, page } = await newVisitor(browser);
  await becomeLearner(context);
  await open(page, "/today");
  await page.getByRole("heading", { name: "Nothing is due yet" }).waitFor();
  for (const [second, path] of [["p", "/practice"], ["l", "/labs"], ["i", "/interviews"], ["s", "/progress"], ["b", "/library"], ["t", "/today"]] as const) {
    // The second key must follow soon after the first, which a busy machine may not manage.
    await vi.waitFor(
      async () => {
        await page.keyboard.press("g");
        await page.keyboard.press(second);
        await page.waitForURL(`**${path}`, { timeout: 10_000 });
      },
      { timeout: PATIENCE_MS },
    );
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("raft term");
  await page.getByRole("option").first().waitFor();
  await expectAccessible(page, "find");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(library|practice)\//);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
  await context.close();
});
