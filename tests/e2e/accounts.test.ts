/** Signing up, in and out; the first admin, roles and reset links; and that old sessions end. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertOn, expectAccessible, launchBrowser, newVisitor, open } from "./support/browser";
import { becomeLearner, enter, newPerson, type Person } from "./support/people";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The operator's command line, on the data folder of the product under test; its answer on stdout. */
async function userTool(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/user.js", ...args], { env: { ...process.env, QUORUM_DATA: process.env.E2E_DATA ?? "", PORT: new URL(process.env.E2E_URL ?? "").port } });
  return stdout;
}

async function fillSignIn(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
  await open(page, "/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

const signedIn = async (page: Page): Promise<boolean> => {
  await page.goto("/settings");
  await page.locator("h1").first().waitFor();
  return page.url().endsWith("/settings");
};

describe("accounts", () => {
  test("sign up by keyboard, study, sign out, sign in again", async () => {
    const person = newPerson("Grace Hop");
    const { context, page, watch } = await newVisitor(browser);
    await open(page, "/sign-up");
    await page.getByLabel("Name").fill(person.name);
    await page.keyboard.press("Tab");
    await page.keyboard.type(person.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(person.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/today");
    await page.getByText("Grace Hop").first().waitFor();
    await page.goto("/settings/schedule");
    expect(await page.getByLabel(/time zone/i).inputValue()).toBe("Europe/Berlin");

    await open(page, "/settings");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.waitForURL((url) => url.pathname === "/");
    expect(await signedIn(page)).toBe(false);
    await fillSignIn(page, person);
    await page.waitForURL("**/today");
    expect(watch.faults).toEqual([]);
    await context.close();
  });

  test("a wrong password is told in words, and keeps what was typed", async () => {
    const { context, page } = await newVisitor(browser);
    const person = await becomeLearner((await newVisitor(browser)).context);
    await fillSignIn(page, { email: person.email, password: "not the password" });
    await alertOn(page).waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe(person.email);
    await expectAccessible(page, "sign-in with a problem");
    await context.close();
  });

  test("one click enters as each demo account", async () => {
    for (const account of ["learner", "interviewer", "instructor"]) {
      const { context, page } = await newVisitor(browser);
      await open(page, "/sign-in");
      await page.getByRole("region", { name: "Demo accounts" }).getByRole("button").nth(["learner", "interviewer", "instructor"].indexOf(account)).click();
      await page.waitForURL("**/today");
      await context.close();
    }
  });

  test("under another name of this machine one signs in there too, and never leaves for another site", async () => {
    const elsewhere = (process.env.E2E_URL ?? "").replace("localhost", "127.0.0.1");
    const { context, page } = await newVisitor(browser, { baseURL: elsewhere });
    await open(page, "/sign-in?next=https://evil.example/");
    await page.getByRole("region", { name: "Demo accounts" }).getByRole("button").first().click();
    await page.waitForURL(`${elsewhere}/today`);
    await context.close();
  });

  test("the command line makes an admin, who sets roles and reset links; old sessions end", async () => {
    const admin = newPerson("Root Admin");
    const created = await userTool("create", admin.email, "--role", "admin", "--name", admin.name);
    const link = /https?:\/\/\S+\/reset\/\S+/.exec(created)?.[0];
    expect(link).toBeDefined();
    const root = await newVisitor(browser);
    await open(root.page, new URL(link ?? "").pathname);
    await root.page.getByLabel(/password/i).first().fill(admin.password);
    await root.page.keyboard.press("Enter");
    await root.page.waitForURL("**/today");
    await root.page.goto(new URL(link ?? "").pathname);
    await root.page.getByText("This link is used up").waitFor();

    const learner = await newVisitor(browser);
    const person = await becomeLearner(learner.context);
    expect(await signedIn(learner.page)).toBe(true);
    await open(root.page, `/admin?search=${encodeURIComponent(person.email)}`);
    await root.page.getByLabel(/search/i).fill(person.email);
    const row = root.page.getByRole("listitem").filter({ hasText: person.email });
    await row.waitFor();
    await expectAccessible(root.page, "/admin");
    await row.getByRole("combobox").selectOption("instructor");
    await row.getByRole("button", { name: "Make instructor" }).click();
    await row.getByRole("button", { name: "Make instructor" }).waitFor({ state: "hidden" });
    expect(await signedIn(learner.page)).toBe(false);
    expect(await enter(learner.context.request, "password", { email: person.email, password: person.password })).not.toContain("error");
    expect(await signedIn(learner.page)).toBe(true);
    await learner.page.goto("/admin");
    expect(await learner.page.getByLabel(/search/i).count()).toBe(0);
    await root.context.close();
    await learner.context.close();
  });
});
