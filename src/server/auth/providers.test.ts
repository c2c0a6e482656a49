import { describe, expect, test } from "vitest";
import { parseEnv } from "../platform/env";
import { identityProviders, provenGithubEmail, userOfOidcProfile } from "./providers";

describe("userOfOidcProfile", () => {
  test("takes an address that the provider vouches for, or says nothing against", () => {
    expect(userOfOidcProfile({ sub: "1", email: "a@example.org", email_verified: true, name: "A", picture: "x" })).toEqual({ id: "1", email: "a@example.org", name: "A" });
    expect(userOfOidcProfile({ sub: "1", email: "a@example.org" }).email).toBe("a@example.org");
  });

  test("takes none that the provider calls unproven", () => {
    expect(userOfOidcProfile({ sub: "1", email: "a@example.org", email_verified: false }).email).toBeNull();
    expect(userOfOidcProfile({ sub: "1" }).email).toBeNull();
  });
});

test("of GitHub's addresses only the proven primary one counts", () => {
  const other = { email: "other@example.org", primary: false, verified: true };
  expect(provenGithubEmail([other, { email: "main@example.org", primary: true, verified: true }])).toBe("main@example.org");
  expect(provenGithubEmail([other, { email: "main@example.org", primary: true, verified: false }])).toBeUndefined();
});

test("a provider is offered only when it is configured entirely", () => {
  const settings = (more: Record<string, string>) =>
    parseEnv({ DATABASE_URL: "postgresql://127.0.0.1/none", AUTH_SECRET: "a secret of thirty-two characters", ...more });
  expect(identityProviders(settings({ GITHUB_ID: "x", GOOGLE_SECRET: "y", OIDC_ISSUER: "https://login.example.org" }))).toEqual([]);
  expect(identityProviders(settings({ GITHUB_ID: "x", GITHUB_SECRET: "y", OIDC_ISSUER: "https://login.example.org", OIDC_ID: "x", OIDC_SECRET: "y", OIDC_NAME: "School" }))).toEqual([
    { id: "github", name: "GitHub" },
    { id: "oidc", name: "School" },
  ]);
});
