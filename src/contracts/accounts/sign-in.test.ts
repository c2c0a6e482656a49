import { expect, test } from "vitest";
import { Email, NewPassword } from "./sign-in";

test("an e-mail is one spelling a mailbox", () => {
  expect(Email.parse("  Mara@Example.ORG ")).toBe("mara@example.org");
  expect(Email.safeParse("mara").success).toBe(false);
  expect(Email.safeParse(`${"m".repeat(250)}@example.org`).success).toBe(false);
});

test("a new password is long rather than odd", () => {
  expect(NewPassword.safeParse("nine chars").success).toBe(true);
  expect(NewPassword.safeParse("nine char").success).toBe(false);
  expect(NewPassword.safeParse("x".repeat(201)).success).toBe(false);
});
