import { describe, expect, test } from "vitest";
import { ExpectedFailure } from "../../scripts/lib/failure.js";
import { parseSettingsFile, readSettings, SETTINGS } from "../../scripts/lib/settings.js";

const SECRET = "0123456789abcdef0123456789abcdef";
const OWN = { DATABASE_URL: "postgresql://quorum:pw@db:5432/quorum", AUTH_SECRET: SECRET };

/** @param {NodeJS.ProcessEnv} env */
function refusal(env) {
  try {
    readSettings(env);
  } catch (thrown) {
    if (thrown instanceof ExpectedFailure) return thrown.message;
    throw thrown;
  }
  return "";
}

describe("settings", () => {
  test("nothing set: loopback, port 3000, the embedded database, demo accounts", () => {
    expect(readSettings({})).toMatchObject({ port: 3000, host: "127.0.0.1", databaseUrl: null, demo: true, publicUrl: "http://localhost:3000" });
  });

  test.each([
    [{ PORT: "70000" }, /^PORT must be a whole number from 1 to 65535 and is "70000"\. Example: PORT=3001$/],
    [{ PORT: "3000x" }, /^PORT must be/],
    [{ HOST: "http://here" }, /^HOST must be a host name .*Example: HOST=0\.0\.0\.0/m],
    [{ ...OWN, DATABASE_URL: "mysql://db/quorum" }, /^DATABASE_URL is no address that begins with postgresql:\/\/ or postgres:\/\/\. Example: DATABASE_URL=postgresql:/],
    [{ ...OWN, DATABASE_URL: "postgresql://db:5432/" }, /^DATABASE_URL names no database\. Example/],
    [{ AUTH_SECRET: "short" }, /^AUTH_SECRET must have at least 32 characters and has 5\. Example: AUTH_SECRET=/],
    [{ DATABASE_URL: OWN.DATABASE_URL }, /^AUTH_SECRET is missing: with DATABASE_URL .* Example: AUTH_SECRET=/],
    [{ ...OWN, DEMO: "1" }, /^DEMO is 1 and DATABASE_URL is set/],
    [{ DEMO: "yes" }, /^DEMO must be one of 0, 1\. Example: DEMO=1$/],
    [{ TRUST_PROXY: "true" }, /^TRUST_PROXY must be one of 0, 1/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of error, warn, info/],
    [{ HEALTH_TOKEN: "abc" }, /^HEALTH_TOKEN must have at least 16 characters and has 3/],
    [{ HOST: "0.0.0.0" }, /^PUBLIC_URL is missing: HOST=0\.0\.0\.0 .* Example: PUBLIC_URL=https:/],
    [{ PUBLIC_URL: "https://example.org/quorum" }, /^PUBLIC_URL must not have a path/],
    [{ SMTP_URL: "smtp://mail" }, /^MAIL_FROM is missing, and SMTP_URL is set\. Example: MAIL_FROM=/],
    [{ MAIL_FROM: "Quorum" }, /^MAIL_FROM holds no e-mail address/],
    [{ GITHUB_ID: "x" }, /^GITHUB_SECRET is missing, and GITHUB_ID is set/],
    [{ GOOGLE_SECRET: "x" }, /^GOOGLE_ID is missing, and GOOGLE_SECRET is set/],
    [{ OIDC_ISSUER: "https://login.example.org" }, /^OIDC_ID is missing.*\nOIDC_SECRET is missing/],
  ])("%o is refused by name, fault and example", (env, message) => {
    expect(refusal(env)).toMatch(message);
  });

  test("all faults are told at once", () => {
    expect(refusal({ PORT: "x", LOG_LEVEL: "x" }).split("\n")).toHaveLength(2);
  });

  test("every setting is documented, and its example is accepted", () => {
    for (const { name, what, example, fault } of SETTINGS) {
      expect(what, name).toMatch(/\.$/);
      if (!example.includes("$(")) expect(fault?.(example.replaceAll('"', "")) ?? null, name).toBeNull();
    }
  });

  test("empty counts as not set", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  test("demo accounts: beyond this machine only when asked for, never on one's own database", () => {
    const open = { HOST: "0.0.0.0", PUBLIC_URL: "https://quorum.example.org/" };
    expect(readSettings(open)).toMatchObject({ demo: false, publicUrl: "https://quorum.example.org" });
    expect(readSettings({ ...open, DEMO: "1" }).demo).toBe(true);
    expect(readSettings(OWN).demo).toBe(false);
  });
});

describe("the settings file", () => {
  test("comments, quotes, export", () => {
    expect(parseSettingsFile('# mine\nPORT=3001\nexport MAIL_FROM="Q <q@example.org>"\n\nOIDC_NAME = \'Uni\'\nA=b=c\n', ".env")).toEqual({
      PORT: "3001",
      MAIL_FROM: "Q <q@example.org>",
      OIDC_NAME: "Uni",
      A: "b=c",
    });
  });

  test("a line that is no setting is named", () => {
    expect(() => parseSettingsFile("PORT=1\nnonsense\n", ".env")).toThrow(".env:2 is no setting. Example: PORT=3001");
  });
});
