/**
 * Goal: a learner comes from an empty editor to a passed verdict, sees on the way why a program is wrong, and loses
 * nothing: neither a text nor a verdict. Method: a real browser and the whole product; of the judge, one process is killed.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DraftOutput, ListRunsOutput, RunView } from "@/contracts/labs/labs";
import type { QueueOutput } from "@/contracts/review/review";
import { HIDDEN_SEEDS, PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { findLab } from "@/domain/labs/catalogue";
import type { LabRules } from "@/domain/labs/lab";
import { hiddenSeeds } from "@/server/labs/hidden-seeds";
import { judgeSeed } from "../support/judge-host";
import { axeFaults, BASE_URL, JUDGED_MS, launchBrowser, newVisitor, open, PATIENCE_MS, untilItAnswers, type Watch, widthFaults } from "./support/browser";
import { type Network, openNetwork } from "./support/network";
import { becomeLearner, query } from "./support/people";

const LAB = "unique-ids";
const rules = findLab(LAB) as LabRules;
const LAB_PAGE = `/labs/${LAB}`;
/** Nobody has submitted it before: the judge cannot answer from its record. */
const anew = (file: string) => `${readFileSync(path.join("content/labs", LAB, file), "utf8")}// ${randomUUID()}\n`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const editorOf = (page: Page) => page.getByRole("textbox", { name: /^Program, node\.ts/ });
const paneOf = (page: Page, name: "Brief" | "Editor" | "Results") => page.getByRole("region", { name, exact: true });

/** What the editor shows: Monaco writes spaces that do not break. */
const shownCode = async (page: Page) => (await page.locator(".monaco-editor .view-lines").innerText()).replaceAll("\u00a0", " ");
/** A frame later than asked for. */
const showsCode = (page: Page, text: string) => expect.poll(() => shownCode(page), { timeout: PATIENCE_MS }).toContain(text);
const editorReady = (page: Page) => page.locator(".monaco-editor .view-line").first().waitFor();

/** Pastes a text in the place of all that is there. */
async function write(page: Page, text: string): Promise<void> {
  await editorOf(page).focus();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
}

async function openLab(page: Page): Promise<void> {
  await open(page, LAB_PAGE);
  await editorReady(page);
}

/** A new account in a context of its own, whose pages may paste. */
async function newLearner(options: BrowserContextOptions = {}) {
  const visitor = await newVisitor(browser, { permissions: ["clipboard-read", "clipboard-write"], ...options });
  await becomeLearner(visitor.context);
  return visitor;
}

const saved = (page: Page) => page.locator("header").getByText("Saved", { exact: true }).waitFor();
const draftOf = async (context: BrowserContext) => (await query<DraftOutput>(context.request, "labs.draft", { labId: LAB }))?.text;
const runsOf = async (context: BrowserContext) => (await query<ListRunsOutput>(context.request, "labs.runs", { labId: LAB })).runs;
const atWork = (page: Page, then = "") => paneOf(page, "Results").getByText(new RegExp(`^The judge is at seed \\d+ of ${HIDDEN_SEEDS}${then}$`)).first();
const verdictIs = (page: Page, verdict: "Passed" | "Failed") => paneOf(page, "Results").getByText(verdict, { exact: true }).first().waitFor({ timeout: JUDGED_MS });
const lookOf = async (page: Page) => [...(await axeFaults(page)), ...(await widthFaults(page))];

/** The judge that the starter runs: a sibling of the web process. */
async function judgePid(): Promise<number> {
  const { pid } = (await (await fetch(`${BASE_URL.replace("localhost", "127.0.0.1")}/api/health`)).json()) as { pid: number };
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" }).split("\n");
  const processes = lines.map((line) => /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line)).map((found) => ({ pid: Number(found?.[1]), parent: Number(found?.[2]), command: found?.[3] ?? "" }));
  const starter = processes.find((one) => one.pid === pid)?.parent;
  const judge = processes.find(({ parent, command }) => parent === starter && /\bjudge\.mjs$/.test(command));
  if (judge === undefined) throw new Error("The starter runs no judge.");
  return judge.pid;
}

/** The seeds that no learner may see. */
function secretSeeds() {
  const { authSecret } = JSON.parse(readFileSync(path.join(process.env.E2E_DATA ?? "", "secrets.json"), "utf8")) as { authSecret: string };
  return hiddenSeeds(authSecret, { labId: LAB, labVersion: rules.version, count: HIDDEN_SEEDS });
}

/** What the judges said of a run. */
const judgesSaid = (runId: string) =>
  readFileSync(process.env.E2E_LOG ?? "", "utf8")
    .split("\n")
    .filter((line) => line.includes(runId) && line.includes('"process":"judge"'))
    .map((line) => JSON.parse(line) as { msg: string; ended?: string })
    .map(({ msg, ended }) => ended ?? msg);

describe("from an empty editor to a passed verdict", () => {
  const wrong = anew("wrong/writes-without-fsync.ts");
  const right = anew("reference.ts");
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  beforeAll(async () => {
    ({ context, page, watch } = await newLearner());
  });
  afterAll(() => context.close());

  test("the list leads to the lab, which begins with its starter", async () => {
    await open(page, "/labs");
    const row = page.getByRole("link", { name: /^Unique ids/ });
    expect(await row.innerText()).toContain("Not begun");
    await row.click();
    await page.waitForURL(`**${LAB_PAGE}`);
    await editorReady(page);
    await showsCode(page, "This start counts.");
    expect(await paneOf(page, "Results").innerText()).toContain("Nothing has run yet.");
  });

  test("an error of syntax is shown with its line, and nothing runs", async () => {
    await write(page, "export default (env: Env): NodeProgram => ({\n  onMessage(src, body, msg) {\n    env.reply(msg, { type: );\n  },\n});\n");
    await page.keyboard.press("Control+Enter");
    const gate = paneOf(page, "Editor").getByRole("alert").filter({ hasText: "Nothing ran" });
    await gate.waitFor();
    expect(await gate.innerText()).toMatch(/Nothing ran: \d+ syntax errors?\.[\s\S]*\b3:\d+/);
    expect(await paneOf(page, "Results").innerText()).toContain("Nothing has run yet.");
    expect(await lookOf(page)).toEqual([]);
    await gate.getByRole("button", { name: /^3:/ }).first().click();
    await page.getByText(/^Ln 3, Col \d+$/).waitFor();
  });

  test("a wrong program fails on some public seeds, and the results say in a sentence why", async () => {
    await write(page, wrong);
    await page.keyboard.press("Control+Enter");
    const results = paneOf(page, "Results");
    await verdictIs(page, "Failed");
    expect(await results.innerText()).toMatch(/Stopped at seed \d+, which failed; \d+ seeds were not run\. Points are counted over all seeds\./);
    expect(await results.innerText()).not.toMatch(/of 100 points/);
    expect(await lookOf(page)).toEqual([]);
    await results.getByRole("button", { name: `Run all ${PUBLIC_SEEDS} seeds` }).click();
    await results.getByText("of 100 points").waitFor();
    await page.getByRole("checkbox", { name: "All seeds", checked: true }).waitFor();
    const story = results.getByRole("region", { name: /^Seed \d+$/ });
    expect(await story.innerText()).toMatch(/Shortest failing run: seed \d+[\s\S]*Not even after a restart\. \S.{20,}/);
    expect(await results.innerText()).toMatch(new RegExp(`[1-9]\\d* of ${PUBLIC_SEEDS} seeds pass`));
    expect(await lookOf(page)).toEqual([]);
    await saved(page);
    expect(await draftOf(context)).toBe(wrong);
  });

  test("the failing seed is stepped through by keys: the violation, and a node's memory and disk", async () => {
    const said = await paneOf(page, "Results").getByRole("region", { name: /^Seed \d+$/ }).locator("p").first().innerText();
    await editorOf(page).focus();
    await page.keyboard.press("F6");
    await page.keyboard.press("g");
    await page.waitForURL(new RegExp(`${LAB_PAGE}/runs/browser/seeds/\\d+\\?check=restarts`));
    const inspector = page.getByRole("region", { name: "Inspector" });
    // The smallest run that breaks the check is shown first, the run as it was by a key.
    await page.getByText(/^Shrunk from [\d,]+ to \d+ events/).first().waitFor();
    await page.keyboard.press("r");
    await page.waitForURL(/run=as-run/);
    await inspector.getByText(said).waitFor();
    const count = page.getByText(/^[\d,]+ of [\d,]+$/);
    const atViolation = await count.innerText();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    expect(await count.innerText()).toMatch(/^2 of /);
    // The list of thousands follows the picture as soon as it can.
    await expect.poll(() => page.getByRole("list", { name: "Events" }).locator("[aria-current=step]").innerText()).toMatch(/^2\b/);
    await page.keyboard.press("v");
    expect(await count.innerText()).toBe(atViolation);
    // What the node remembers is beside what its disk holds, and what a crash may take is told apart.
    expect(await inspector.getByRole("row", { name: /^count / }).innerText()).toMatch(/\d/);
    expect(await inspector.getByRole("row", { name: /^lives / }).innerText()).toContain("not synced");
    expect(await page.getByRole("region", { name: "Space-time diagram" }).innerText()).toContain("Not even after a restart");
    expect(await lookOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.waitForURL(`**${LAB_PAGE}`);
    await editorReady(page);
    await showsCode(page, "Lives are counted on the disk, so that a restart cannot repeat an id.");
    expect(await paneOf(page, "Results").innerText()).toContain(said);
  });

  test("submitted, the wrong program fails: a hidden seed can be looked at and is never told, and cards come forward", async () => {
    // Who comes back to the lab asks anew.
    await page.getByRole("checkbox", { name: "All seeds", checked: false }).check();
    await editorOf(page).focus();
    await page.keyboard.press("Control+Shift+Enter");
    const results = paneOf(page, "Results");
    await atWork(page).waitFor({ timeout: JUDGED_MS });
    await verdictIs(page, "Failed");
    expect(await results.innerText()).toMatch(/\b[1-9]\d? of 100 points/);
    expect(await results.innerText()).toMatch(/\d+ cards? behind the failed checks comes? up in your next review\./);
    expect(await lookOf(page)).toEqual([]);

    await page.keyboard.press("F6");
    await page.keyboard.press("g");
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}\/seeds\/\d+\?check=/);
    await page.getByRole("region", { name: "Inspector" }).getByRole("heading", { name: "What went wrong" }).waitFor();
    expect(await lookOf(page)).toEqual([]);
    const run = (await runsOf(context))[0] as ListRunsOutput["runs"][number];
    const view = await query<RunView>(context.request, "labs.run", { runId: run.runId });
    const excerpts = await Promise.all(view.excerpts.map(({ n, check }) => query(context.request, "labs.excerpt", { runId: run.runId, n, check })));
    expect(excerpts.length).toBeGreaterThan(1);
    const told = [await (await context.request.get(page.url())).text(), await page.content(), JSON.stringify([view, excerpts])].join("\n");
    // These are the seeds that ran, and none of them is told.
    const secret = secretSeeds();
    const tried = secret.find(({ n }) => n === view.excerpts[0]?.n) ?? { n: 0, seed: "" };
    expect(view.seeds[tried.n - 1]).toEqual(await judgeSeed(rules, wrong, tried));
    expect(told).toContain(view.programHash);
    expect(secret.filter(({ seed }) => told.includes(seed))).toEqual([]);

    const { cards } = await query<QueueOutput>(context.request, "review.queue");
    const brought = cards.filter(({ cardId }) => view.broughtForward.some((card) => card.cardId === cardId));
    expect(brought.length).toBeGreaterThan(0);
    await page.goto("/review");
    await page.getByText("The lab “Unique ids” failed its check “").waitFor();
    expect(await lookOf(page)).toEqual([]);
  });

  test("mended, it passes in the browser", async () => {
    await openLab(page);
    await showsCode(page, "Lives are counted on the disk");
    await write(page, right);
    await page.keyboard.press("Control+Enter");
    const results = paneOf(page, "Results");
    await results.getByText(`of ${PUBLIC_SEEDS} seeds pass`).waitFor();
    await verdictIs(page, "Passed");
    expect(await results.innerText()).toContain(`${PUBLIC_SEEDS} of ${PUBLIC_SEEDS} seeds pass`);
  });

  test("submitted, it passes although its judge is killed in the middle: another one begins anew, and there is one verdict", async () => {
    await editorOf(page).focus();
    await page.keyboard.press("Control+Shift+Enter");
    const results = paneOf(page, "Results");
    await atWork(page).waitFor({ timeout: JUDGED_MS });
    const killed = await judgePid();
    process.kill(killed, "SIGKILL");
    await atWork(page, "\\. A judge was lost, another began anew").waitFor({ timeout: JUDGED_MS });
    expect(await judgePid()).not.toBe(killed);
    await verdictIs(page, "Passed");
    expect(await results.innerText()).toContain(`${HIDDEN_SEEDS} of ${HIDDEN_SEEDS} seeds pass`);
    expect(await results.innerText()).toContain("100 of 100 points");
    const [run, ...others] = await runsOf(context);
    expect(run).toMatchObject({ number: 2, state: "done", verdict: "passed" });
    expect(others).toHaveLength(1);
    expect(judgesSaid(run?.runId ?? "")).toEqual(["claimed", "claimed", "done"]);
  });

  test("the run has a page that is the same after a reload, and the list shows the best verdict", async () => {
    await page.locator("summary", { hasText: "Runs" }).click();
    await page.getByRole("link", { name: /^Run 2 · Passed, 100 of 100 points/ }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    const words = async () => {
      await page.getByText("100 of 100 points").waitFor();
      return page.locator("body").innerText();
    };
    const before = await words();
    expect(before).toContain("A name for every id: when, who, in which life, which one.");
    await page.reload();
    expect(await words()).toBe(before);
    expect(await lookOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Run 1 and run 2" }).waitFor();
    expect(await page.getByRole("region", { name: "What changed in the checks" }).innerText()).toMatch(/Run 1: Failed[\s\S]*Run 2: Passed, 100 of 100 points/);
    await expect.poll(async () => {
      await page.keyboard.press("n");
      return page.locator(":focus").getAttribute("aria-label");
    }).toMatch(/^Change \d+ of \d+$/);
    expect(await page.locator(":focus").innerText()).toMatch(/[−+]/);
    expect(await lookOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Back to run 2" }).click();
    await page.getByText("100 of 100 points").waitFor();
    await page.goto("/labs");
    expect(await page.getByRole("link", { name: /^Unique ids/ }).innerText()).toMatch(/Passed\s+best 100 of 100/);
    expect(await page.getByText(/labs?, 1 passed\./).count()).toBe(1);
    expect(watch.faults).toEqual([]);
  });
});

describe("what was typed", () => {
  const offline = (page: Page) => page.locator("header").getByText("Not saved, kept in this browser").waitFor();
  const asked = (page: Page) => page.getByRole("alert").filter({ hasText: "saved a different text meanwhile" });
  let network: Network;
  beforeAll(async () => {
    network = await openNetwork();
  });
  afterAll(() => network.close());

  test("without a network is there after the tab was closed, and is saved when the network is back", async () => {
    const { context, page } = await newLearner({ proxy: network.proxy });
    await openLab(page);
    network.cut();
    await write(page, "// typed on a train\n");
    await offline(page);
    await page.keyboard.type("// and then in a tunnel");
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => String(kept).includes("in a tunnel")));
    await page.close();
    network.mend();
    expect(await draftOf(context)).toBeUndefined();
    const again = await context.newPage();
    await openLab(again);
    await showsCode(again, "// and then in a tunnel");
    await saved(again);
    expect(await draftOf(context)).toBe("// typed on a train\n// and then in a tunnel");
    await context.close();
  });

  test("and saved, but never confirmed, is not taken for another tab's", async () => {
    const { context, page } = await newLearner();
    await openLab(page);
    // The first save arrives, and its answer is lost on the way back.
    await page.route("**/api/trpc/labs.saveDraft**", async (route) => void (await route.fetch(), await route.abort()), { times: 1 });
    await write(page, "// first\n");
    await offline(page);
    expect(await draftOf(context)).toBe("// first\n");
    await page.keyboard.type("// and more");
    await saved(page);
    expect(await asked(page).count()).toBe(0);
    expect(await draftOf(context)).toBe("// first\n// and more");
    await context.close();
  });

  test("in two tabs is lost in neither: the later one is asked, also after a reload, and both choices keep what was chosen", async () => {
    const { context, page: one } = await newLearner();
    await openLab(one);
    const other = await context.newPage();
    await openLab(other);
    await write(one, "// one\n");
    await saved(one);
    await write(other, "// other\n");
    await asked(other).waitFor();
    expect(await draftOf(context)).toBe("// one\n");
    await showsCode(other, "// other");
    expect(await lookOf(other)).toEqual([]);

    // The first tab goes on, and is saved: that does not take from the browser what the other tab waits with.
    await write(one, "// one goes on\n");
    await saved(one);
    await other.reload();
    await untilItAnswers(other);
    await editorReady(other);
    await asked(other).waitFor();
    await showsCode(other, "// other");
    await other.getByRole("button", { name: "Keep this text" }).click();
    await saved(other);
    expect(await draftOf(context)).toBe("// other\n");

    await write(one, "// one once more\n");
    await asked(one).waitFor();
    await one.getByRole("button", { name: "Take the other text" }).click();
    await showsCode(one, "// other");
    await editorOf(one).focus();
    await one.keyboard.press("Control+z");
    await showsCode(one, "// one once more");
    await context.close();
  });

  test("in two tabs without a network is kept of both", async () => {
    const { context, page: one } = await newLearner({ proxy: network.proxy });
    await openLab(one);
    const other = await context.newPage();
    await openLab(other);
    network.cut();
    await write(one, "// one\n");
    await offline(one);
    await write(other, "// other\n");
    await offline(other);
    await Promise.all([one.close(), other.close()]);
    network.mend();

    const again = await context.newPage();
    await openLab(again);
    await saved(again);
    const first = await draftOf(context);
    await again.reload();
    await editorReady(again);
    const second = (await shownCode(again)).trim();
    expect([first?.trim(), second].toSorted()).toEqual(["// one", "// other"]);
    await context.close();
  });
});
