/** Accounts for the end-to-end tests. */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { insertAccount } from "@/server/accounts/account-store";
import { cheapHash } from "../../support/auth-browser";
import { BASE_URL } from "./browser";
import { inDatabase } from "./database";

export interface Person {
  email: string;
  password: string;
  name: string;
}

const ORIGIN = { origin: BASE_URL };

export const newPerson = (name = "Ada Prove"): Person => ({ email: `ada-${randomUUID()}@example.org`, password: "quorum of five nodes", name });

/** A tRPC mutation over HTTP, as the browser sends it. */
export async function mutate<Output>(request: APIRequestContext, procedure: string, input: unknown): Promise<Output> {
  const response = await request.post(`${BASE_URL}/api/trpc/${procedure}`, { data: input as object, headers: ORIGIN });
  const body = (await response.json()) as { result?: { data: Output }; error?: { message: string } };
  if (body.result === undefined) throw new Error(`${procedure}: ${response.status()} ${body.error?.message ?? ""}`);
  return body.result.data;
}

/** A tRPC query over HTTP. */
export async function query<Output>(request: APIRequestContext, procedure: string, input?: unknown): Promise<Output> {
  const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await request.get(`${BASE_URL}/api/trpc/${procedure}${asked}`);
  const body = (await response.json()) as { result?: { data: Output }; error?: { message: string } };
  if (body.result === undefined) throw new Error(`${procedure}: ${response.status()} ${body.error?.message ?? ""}`);
  return body.result.data;
}

/** Posts to a sign-in door and gives back where it leads. */
export async function enter(request: APIRequestContext, door: "password" | "demo", fields: Record<string, string>): Promise<string> {
  const { csrfToken } = (await (await request.get(`${BASE_URL}/api/auth/csrf`)).json()) as { csrfToken: string };
  const response = await request.post(`${BASE_URL}/api/auth/callback/${door}`, { form: { ...fields, csrfToken, json: "true" }, headers: ORIGIN });
  return ((await response.json()) as { url: string }).url;
}

/**
 * Makes an account and signs it in. The row is written as sign-up writes it, but its hash is cheap: that door lets only
 * so many in an hour, and the tests have come through it in accounts.test.ts.
 */
export async function becomeLearner(context: BrowserContext, person = newPerson()): Promise<Person> {
  const { email, name, password } = person;
  expect(await inDatabase((database) => insertAccount(database, { email, name, passwordHash: cheapHash(password), timeZone: "Europe/Berlin" }))).toBe(true);
  await signIn(context, person);
  return person;
}

export async function signIn(context: BrowserContext, { email, password }: Person): Promise<void> {
  expect(await enter(context.request, "password", { email, password })).not.toContain("error");
}
