import { describe, expect, test } from "vitest";
import { demoEnabled, parseEnv } from "./env";

const GOOD = { DATABASE_URL: "postgresql://quorum:x@127.0.0.1/quorum", AUTH_SECRET: "s".repeat(32) };

describe("parseEnv", () => {
  test("names every bad variable, what is wrong and an example, in one message", () => {
    const parse = () => parseEnv({ DATABASE_URL: "mysql://x", AUTH_SECRET: "short", PORT: "http" });
    expect(parse).toThrow(/DATABASE_URL: not a PostgreSQL address, e\.g\. /);
    expect(parse).toThrow(/AUTH_SECRET: at least 32 characters, e\.g\. /);
    expect(parse).toThrow(/PORT: /);
  });

  test("an empty variable is one that is not set", () => {
    const parsed = parseEnv({ ...GOOD, PORT: "", SMTP_URL: "" });
    expect([parsed.PORT, parsed.SMTP_URL]).toEqual([3000, undefined]);
  });
});

describe("demoEnabled", () => {
  test.each([
    [{ EMBEDDED: "1" }, true],
    [{ EMBEDDED: "0" }, false],
    [{ EMBEDDED: "0", DEMO: "1" }, false],
    [{ EMBEDDED: "1", HOST: "0.0.0.0" }, false],
    [{ EMBEDDED: "1", HOST: "0.0.0.0", DEMO: "1" }, true],
    [{ EMBEDDED: "1", HOST: "localhost" }, true],
    [{ EMBEDDED: "1", HOST: "127.0.0.1.example.org" }, false],
  ])("%o: %s", (settings, expected) => {
    expect(demoEnabled(parseEnv({ ...GOOD, ...settings }))).toBe(expected);
  });
});
