import { describe, expect, test } from "vitest";
import { nextPath, pathOfAddress, readSignInProblem, signInErrorParam, waitWords } from "./sign-in-problem";

describe("nextPath", () => {
  test.each([
    ["/review", "/review"],
    ["/practice/quorum-size?v=3f9c#top", "/practice/quorum-size?v=3f9c#top"],
    ["https://evil.example/review", "/today"],
    ["//evil.example/review", "/today"],
    ["/\\evil.example", "/today"],
    ["/\t/evil.example", "/today"],
    ["javascript:alert(1)", "/today"],
    ["review", "/today"],
    ["", "/today"],
    [null, "/today"],
  ])("%j leads to %s", (asked, path) => {
    expect(nextPath(asked)).toBe(path);
  });
});

describe("readSignInProblem", () => {
  test("reads back what we wrote", () => {
    for (const problem of [{ code: "busy" }, { code: "too-many-attempts", againInSeconds: 840 }, { code: "provider-gave-no-email" }] as const) {
      expect(readSignInProblem(signInErrorParam(problem))).toEqual(problem);
    }
  });

  test("knows next-auth's names, and says that something failed for others", () => {
    expect(readSignInProblem("CredentialsSignin")).toEqual({ code: "wrong-email-or-password" });
    expect(readSignInProblem("OAuthAccountNotLinked")).toEqual({ code: "email-has-another-way-in" });
    expect(readSignInProblem("<b>")).toEqual({ code: "failed" });
    expect(readSignInProblem(null)).toBeNull();
  });
});

describe("waitWords", () => {
  test.each([[1, "in a minute"], [60, "in a minute"], [61, "in 2 minutes"], [900, "in 15 minutes"], [3600, "in an hour"]])("%i s: %s", (seconds, words) => {
    expect(waitWords(seconds)).toBe(words);
  });
});

describe("pathOfAddress", () => {
  test.each([
    ["http://localhost:3000/review?x=1", "/review?x=1"],
    ["http://localhost:3000", null],
    ["/review", "/review"],
    ["http://", null],
    [undefined, null],
  ])("%s leads to %s", (address, path) => {
    expect(pathOfAddress(address)).toBe(path);
  });

  test("what it gives is still no way to another site", () => {
    expect(nextPath(pathOfAddress("http://localhost//evil.example"))).toBe("/today");
  });
});
