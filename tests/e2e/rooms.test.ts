/**
 * A mock interview from the invitation to the replay, in three browsers: an interviewer with an account, a candidate who
 * is a guest and loses the network, and an observer. Everything that reaches the latter two is recorded.
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import { axeFaults, launchBrowser, newVisitor, open, PATIENCE_MS, PHONE } from "./support/browser";
import { type Network, openNetwork } from "./support/network";
import { becomeLearner, mutate, newPerson } from "./support/people";

const SCENARIO = "chat-messaging";
const CUT_MS = 20_000;
const OWN_NOTE = "a note that only its author reads";
const STAFF_NOTE = "a note that the interviewers read";
const EVIDENCE = "asked who reads what, and when";

let browser: Browser;
let network: Network;
beforeAll(async () => {
  browser = await launchBrowser();
  network = await openNetwork();
});
afterAll(async () => {
  network.close();
  await browser.close();
});

/** Whatever reached a page: the bodies of answers, and the frames of its sockets. */
function recordWire(page: Page): { readonly all: () => Promise<string> } {
  const texts: Promise<string>[] = [];
  page.on("response", (response) => texts.push(response.text().catch(() => "")));
  page.on("websocket", (socket) => {
    const keep = ({ payload }: { payload: string | Buffer }) => void texts.push(Promise.resolve(payload.toString("utf8" as never)));
    socket.on("framereceived", keep);
    socket.on("framesent", keep);
  });
  return { all: async () => [...(await Promise.all(texts)), await page.content()].join("\n") };
}

async function visitor(options: BrowserContextOptions = {}) {
  const { context, page, watch } = await newVisitor(browser, options);
  return { context, page, watch, wire: recordWire(page) };
}

const shapesOn = (page: Page) => page.locator('[aria-label="Shapes on the board"] li').allTextContents();
const seesShapes = (page: Page, count: number) => vi.waitFor(async () => expect(await shapesOn(page)).toHaveLength(count), { timeout: PATIENCE_MS });

/** Draws a shape with the mouse, at a place on the board in parts of its width and height. */
async function draw(page: Page, tool: "rectangle" | "ellipse" | "diamond", [x, y]: readonly [number, number]): Promise<void> {
  await page.locator(`label:has([data-testid="toolbar-${tool}"])`).click();
  const box = await page.locator("canvas.interactive").boundingBox();
  if (box === null) throw new Error("there is no board to draw on");
  const [left, top] = [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 90, top + 60, { steps: 5 });
  await page.mouse.up();
}

/** Comes by an invitation as a guest, and waits at the door. */
async function comeAsGuest(page: Page, token: string, name: string): Promise<void> {
  await open(page, `/interviews/join/${token}`);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Go to the door as a guest" }).click();
  await page.getByText("You are at the door.").waitFor();
}

async function enterRoom(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Enter the room" }).click();
  await page.locator("canvas.interactive").waitFor();
}

test("an interview from the invitation to the replay", { timeout: 480_000 }, async () => {
  const [tomas, mara, rosa] = [await visitor(), await visitor({ proxy: network.proxy }), await visitor()];
  await becomeLearner(tomas.context, newPerson("Tomas Okafor"));

  // A room, and two invitations.
  await open(tomas.page, "/interviews/new");
  await tomas.page.locator(`input[value="${SCENARIO}"]`).check();
  await tomas.page.getByRole("button", { name: "Open the room" }).click();
  await tomas.page.waitForURL(/\/rooms\//);
  const roomId = new URL(tomas.page.url()).pathname.split("/").at(-1) ?? "";
  await tomas.page.getByRole("button", { name: "Make a link" }).click();
  const link = await tomas.page.getByRole("textbox", { name: "Invitation as the candidate" }).inputValue();
  const observer = await mutate<{ token: string }>(tomas.context.request, "interviews.invite", { roomId, role: "observer", label: "Rosa" });
  const faults = [...(await axeFaults(tomas.page))];

  // They come, and are let in.
  await comeAsGuest(mara.page, new URL(link).pathname.split("/").at(-1) ?? "", "Mara");
  await comeAsGuest(rosa.page, observer.token, "Rosa");
  for (const name of ["Mara", "Rosa"]) await tomas.page.getByRole("button", { name: `Let in ${name}` }).click();
  faults.push(...(await axeFaults(mara.page)));
  for (const { page } of [tomas, mara, rosa]) await enterRoom(page);
  await tomas.page.getByRole("button", { name: "Start the clock" }).click();
  const prompt = loadCatalog("content").scenarios.get(SCENARIO)?.prompt ?? "";
  await mara.page.getByText(prompt.slice(0, 40)).waitFor();

  // Two draw, and one shape is changed by both.
  await draw(tomas.page, "rectangle", [0.2, 0.3]);
  await seesShapes(mara.page, 1);
  await draw(mara.page, "ellipse", [0.6, 0.3]);
  for (const { page } of [tomas, mara, rosa]) await seesShapes(page, 2);
  // Undo takes back what one did oneself.
  await mara.page.keyboard.press("Control+z");
  for (const { page } of [tomas, mara, rosa]) await vi.waitFor(async () => expect(await shapesOn(page)).toEqual(["Box"]), { timeout: PATIENCE_MS });

  await interview(tomas.page, mara.page);

  // The candidate is cut off, goes on, and nothing is lost on either side.
  network.cut();
  await mara.page.getByText(/^Offline/).first().waitFor();
  await draw(mara.page, "diamond", [0.6, 0.6]);
  await mara.page.getByText(/kept here/).first().waitFor();
  await draw(tomas.page, "rectangle", [0.3, 0.6]);
  await new Promise((resolve) => setTimeout(resolve, CUT_MS));
  expect(await shapesOn(rosa.page)).toHaveLength(2);
  network.mend();
  for (const { page } of [tomas, mara, rosa]) await seesShapes(page, 3);
  expect(await shapesOn(mara.page)).toEqual(await shapesOn(tomas.page));
  await mara.page.getByText("Saved", { exact: true }).waitFor();
  for (const { page } of [tomas, mara, rosa]) faults.push(...(await axeFaults(page)));

  await tomas.page.getByRole("button", { name: "End", exact: true }).click();
  await tomas.page.getByRole("button", { name: "End it" }).click();
  await mara.page.getByText("The interview has ended.").waitFor();

  // Up to here nothing of the staff's has reached the others, but for what was released.
  await expectNoSecrets(mara.wire, [EVIDENCE]);
  await expectNoSecrets(rosa.wire, [EVIDENCE]);

  await report(tomas.page);
  await open(mara.page, `/interviews/${roomId}/report`);
  await mara.page.getByText("You asked first.").waitFor();
  faults.push(...(await axeFaults(mara.page)), ...(await axeFaults(tomas.page)));
  await open(rosa.page, `/interviews/${roomId}/replay?t=0m03`);
  await replay(rosa.page);
  faults.push(...(await axeFaults(rosa.page)));
  await expectNoSecrets(rosa.wire, [EVIDENCE]);
  expect([...faults, ...tomas.watch.faults, ...mara.watch.faults, ...rosa.watch.faults]).toEqual([]);
  for (const { context } of [tomas, mara, rosa]) await context.close();
});

/** The interviewer's part, by keys alone; the candidate reads the hint. */
async function interview(staff: Page, candidate: Page): Promise<void> {
  const hint = loadCatalog("content").scenarios.get(SCENARIO)?.hints[0]?.text ?? "";
  await staff.keyboard.press("F6");
  const console = staff.locator('[data-pane="console"]');
  await vi.waitFor(
    async () => {
      if (!(await console.evaluate((pane) => pane.contains(document.activeElement)))) await staff.keyboard.press("F6");
      expect(await console.evaluate((pane) => pane.contains(document.activeElement))).toBe(true);
    },
    { timeout: PATIENCE_MS },
  );
  await staff.keyboard.press("1");
  await staff.getByRole("button", { name: /Release it now/ }).waitFor();
  expect(await candidate.getByText(hint).count()).toBe(0);
  await staff.keyboard.press("1");
  await candidate.getByText(hint).waitFor();

  await console.focus();
  await staff.keyboard.press("q");
  await staff.keyboard.type(EVIDENCE);
  await staff.keyboard.press("Enter");
  await staff.getByText(EVIDENCE).waitFor();
  await staff.getByRole("button", { name: /^2: / }).first().click();

  await console.focus();
  await staff.keyboard.press("n");
  await staff.keyboard.type(OWN_NOTE);
  await staff.keyboard.press("Control+Enter");
  await staff.getByText(OWN_NOTE).waitFor();
  await staff.getByLabel("Read by").selectOption("staff");
  await staff.getByLabel("A note").fill(STAFF_NOTE);
  await staff.keyboard.press("Control+Enter");
  await staff.getByText(STAFF_NOTE).waitFor();

  await candidate.getByLabel("Message to everybody").fill("Is it encrypted?");
  await candidate.keyboard.press("Enter");
  await staff.getByText("Is it encrypted?").waitFor();
}

async function report(staff: Page): Promise<void> {
  await staff.getByRole("link", { name: "Write the report" }).click();
  await staff.getByLabel("Keep", { exact: true }).fill("You asked first.");
  await staff.getByLabel("Change", { exact: true }).fill("Say what fails.");
  await staff.getByRole("button", { name: "Share with the candidate" }).click();
  await staff.getByRole("button", { name: "Share it" }).click();
  await staff.getByText(/^Shared with the candidate/).waitFor();
}

/** Moves along the line of time by keys: the board and the address follow. */
async function replay(page: Page): Promise<void> {
  const moment = page.getByRole("slider", { name: "Moment" });
  await moment.waitFor();
  expect(await moment.getAttribute("aria-valuetext")).toContain("00:03");
  await moment.focus();
  await page.keyboard.press("Home");
  for (const time of ["End", "Home"] as const) await page.keyboard.press(time);
  await page.keyboard.press("ArrowRight");
  await vi.waitFor(() => expect(new URL(page.url()).searchParams.get("t")).toMatch(/^\d+m\d\d$/), { timeout: PATIENCE_MS });
  await page.keyboard.press("End");
  await seesShapes(page, 3);
  await page.keyboard.press("Home");
  await seesShapes(page, 0);
}

/** Nothing of the staff's side is in what reached a page, however it may be written there; what was released is. */
async function expectNoSecrets(wire: { all: () => Promise<string> }, more: readonly string[]): Promise<void> {
  const scenario = loadCatalog("content").scenarios.get(SCENARIO);
  if (scenario === undefined) throw new Error("the scenario of this test is gone");
  const { hints, followUps, facts, estimates, deepDives, commonMistakes, phases, rubric } = scenario;
  const secrets = [
    OWN_NOTE, STAFF_NOTE, ...more,
    ...hints.slice(1).map(({ text }) => text), ...hints.map(({ when }) => when), ...followUps.map(({ text }) => text), ...facts.map(({ text }) => text),
    ...estimates.flatMap(({ target, formula, decides }) => [target, formula, decides]), ...deepDives.flatMap(({ question, points }) => [question, ...points]),
    ...commonMistakes, ...phases.map(({ guide }) => guide), ...rubric.flatMap(({ levels }) => levels),
  ];
  const told = await wire.all();
  const forms = (text: string) => [text, JSON.stringify(text).slice(1, -1), text.replaceAll("&", "&amp;").replaceAll("'", "&#x27;").replaceAll('"', "&quot;")];
  expect(forms(hints[0]?.text ?? "").some((form) => told.includes(form))).toBe(true);
  expect(secrets.filter((secret) => forms(secret).some((form) => told.includes(form)))).toEqual([]);
}

test("the host sends somebody away: their page says so, and leads nowhere", { timeout: 240_000 }, async () => {
  const [tomas, mara] = [await visitor(), await visitor({ viewport: PHONE, isMobile: true, hasTouch: true })];
  await becomeLearner(tomas.context, newPerson("Tomas Okafor"));
  const { roomId } = await mutate<{ roomId: string }>(tomas.context.request, "interviews.openRoom", { scenarioId: SCENARIO, scheduledAt: null });
  const { token } = await mutate<{ token: string }>(tomas.context.request, "interviews.invite", { roomId, role: "candidate", label: "" });
  await comeAsGuest(mara.page, token, "Mara");
  await open(tomas.page, `/rooms/${roomId}`);
  await tomas.page.getByRole("button", { name: "Let in Mara" }).click();
  await mara.page.getByRole("button", { name: "Enter the room" }).tap();
  await mara.page.getByRole("button", { name: "Chat" }).tap();
  await tomas.page.getByRole("button", { name: "Enter the room" }).click();
  await tomas.page.getByRole("button", { name: /here$/ }).click();
  await tomas.page.getByRole("button", { name: "Remove Mara" }).click();
  await tomas.page.getByRole("button", { name: "Really remove Mara" }).click();
  await mara.page.getByRole("heading", { name: "You are no longer in this room" }).waitFor();
  await mara.page.reload();
  await mara.page.getByRole("heading", { name: "There is no such room" }).waitFor();
  for (const { context } of [tomas, mara]) await context.close();
});
