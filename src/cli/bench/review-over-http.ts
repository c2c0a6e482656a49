/** Answers a second as a browser sends them to a running product, by its demo learner. Every answer is taken back at the end. */
import { randomUUID } from "node:crypto";
import { EVENTS_PER_REQUEST_MAX, QueueOutput, RecordEventsOutput, type ReviewEventInput } from "@/contracts/review/review";
import { measure, type Timing } from "./measure";

const WARM_UP = 20;

export async function benchOverHttp(site: string, { count, parallel }: { count: number; parallel: number }): Promise<Timing> {
  const cookie = await signInAsDemoLearner(site);
  const { cards } = QueueOutput.parse(await call(site, cookie, "review.queue"));
  if (cards.length === 0) throw new Error("The demo learner has no card to answer today: try another day, or a fresh data folder.");
  const sent: ReviewEventInput[] = [];
  const answer = async (number: number) => {
    const cardId = cards[number % cards.length]?.cardId ?? "";
    const event: ReviewEventInput = { kind: "reviewed", id: randomUUID(), cardId, at: Date.now(), rating: "good", tookMs: 5_000 };
    sent.push(event);
    await record(site, cookie, [event]);
  };
  try {
    await measure(WARM_UP, parallel, answer);
    return await measure(count, parallel, answer);
  } finally {
    const undos = sent.map(({ id, cardId }): ReviewEventInput => ({ kind: "undone", id: randomUUID(), cardId, at: Date.now(), undoes: id }));
    for (let at = 0; at < undos.length; at += EVENTS_PER_REQUEST_MAX) await record(site, cookie, undos.slice(at, at + EVENTS_PER_REQUEST_MAX));
  }
}

async function record(site: string, cookie: string, events: ReviewEventInput[]): Promise<void> {
  const { recorded } = RecordEventsOutput.parse(await call(site, cookie, "review.record", { events }));
  const refused = recorded.find(({ outcome }) => outcome !== "recorded");
  if (refused !== undefined) throw new Error(`An answer was not recorded: ${refused.reason ?? refused.outcome}`);
}

/** One procedure: a mutation if it has an input. */
async function call(site: string, cookie: string, procedure: string, input?: unknown): Promise<unknown> {
  const headers = { cookie, "content-type": "application/json" };
  const init = input === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(input) };
  const response = await fetch(new URL(`/api/trpc/${procedure}`, site), init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { result: { data: unknown } }).result.data;
}

async function signInAsDemoLearner(site: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const init = form === undefined ? { headers: { cookie } } : { method: "POST", headers: { cookie }, body: new URLSearchParams(form) };
    const response = await fetch(new URL(path, site), { ...init, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split("; ");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  const { csrfToken } = (await (await visit("/api/auth/csrf")).json()) as { csrfToken: string };
  await visit("/api/auth/callback/demo", { account: "learner", csrfToken, callbackUrl: "/today", json: "true" });
  if (![...jar.keys()].some((name) => name.endsWith("quorum-session"))) {
    throw new Error(`No demo learner at ${site}: demo accounts exist on the embedded database only.`);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
