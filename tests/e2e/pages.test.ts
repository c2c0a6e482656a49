/** Every page, light and dark, on a desktop and on a phone: accessible, no wider than the screen, no other host asked. */
import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunView } from "@/contracts/labs/labs";
import { axeFaults, DESKTOP, expectAccessible, JUDGED_MS, launchBrowser, newVisitor, open, PATIENCE_MS, PHONE, widthFaults } from "./support/browser";
import { becomeLearner, enter, mutate, type Person, query, signIn } from "./support/people";

const PUBLIC_PAGES = ["/", "/sign-in", "/sign-up", "/reset/not-a-token", "/nowhere"];
const LEARNER_PAGES = [
  "/today", "/review", "/practice", "/practice/raft.x-order-of-a-write", "/practice/nowhere.x-nothing", "/labs", "/labs/unique-ids", "/labs/broadcast", "/labs/nowhere", "/labs/unique-ids/runs/nothing", "/interviews", "/interviews/new", "/interviews/join/nothing", "/interviews/nothing/report", "/rooms/nothing", "/progress", "/progress/cards/raft.random-timeouts",
  "/library", "/library/topics/resilience", "/library/topics/security", "/library/concepts/raft", "/library/concepts/nowhere",
  "/settings", "/settings/schedule", "/settings/keys", "/settings/sessions",
];

const CANVAS = { light: "rgb(245, 246, 248)", dark: "rgb(13, 15, 18)" };

const LOOKS = [
  { name: "light, desktop", colorScheme: "light", viewport: DESKTOP, isMobile: false },
  { name: "dark, desktop", colorScheme: "dark", viewport: DESKTOP, isMobile: false },
  { name: "light, phone", colorScheme: "light", viewport: PHONE, isMobile: true },
  { name: "dark, phone", colorScheme: "dark", viewport: PHONE, isMobile: true },
] as const;

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
  await mutate(context.request, "labs.submitRun", { runId, labId: "unique-ids", program: FAILING });
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

/** Opens each page and gives back everything that is wrong with any of them. */
async function faultsOf(page: Page, paths: readonly string[], look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    faults.push(...(await look(page)).map((fault) => `${path}: ${fault}`));
  }
  return faults;
}

describe.each(LOOKS)("$name", ({ colorScheme, viewport, isMobile }) => {
  const look = { colorScheme, viewport, isMobile, hasTouch: isMobile };
  const everything = async (page: Page) => {
    const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    return [...(canvas === CANVAS[colorScheme] ? [] : [`background ${canvas}`]), ...(await axeFaults(page)), ...(await widthFaults(page))];
  };

  test("pages for everybody", async () => {
    const { context, page, watch } = await newVisitor(browser, look);
    expect([...(await faultsOf(page, PUBLIC_PAGES, everything)), ...watch.faults]).toEqual([]);
    await context.close();
  });

  test("pages of a learner on the first day", async () => {
    const { context, page, watch } = await newVisitor(browser, look);
    await becomeLearner(context);
    expect([...(await faultsOf(page, LEARNER_PAGES, everything)), ...watch.faults]).toEqual([]);
    await context.close();
  });

  test("pages of a lab that was tried", async () => {
    const { context, page, watch } = await newVisitor(browser, look);
    await signIn(context, person);
    expect([...(await faultsOf(page, pagesOfRun, everything)), ...watch.faults]).toEqual([]);
    await context.close();
  });
});

test("320 pixels are enough", async () => {
  const { context, page } = await newVisitor(browser, { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
  await signIn(context, person);
  expect(await faultsOf(page, ["/sign-in", ...LEARNER_PAGES, ...pagesOfRun], widthFaults)).toEqual([]);
  await context.close();
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
