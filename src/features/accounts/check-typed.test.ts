import { describe, expect, test } from "vitest";
import { Email, NewPassword } from "@/contracts/accounts/sign-in";
import { emailFault, nameFault, newPasswordFault } from "./check-typed";

describe("what the form lets through, the server takes", () => {
  test.each(["mara@example.org", " Mara@Example.org ", "a.b+c@sub.example.co"])("%s", (email) => {
    expect(emailFault(email)).toBeNull();
    expect(Email.safeParse(email).success).toBe(true);
  });

  test.each(["", "mara", "mara@", "mara@example", "ma ra@example.org", `${"m".repeat(250)}@example.org`])("not %j", (email) => {
    expect(emailFault(email)).not.toBeNull();
    expect(Email.safeParse(email).success).toBe(false);
  });

  test.each([9, 10, 200, 201])("a password of %i characters", (length) => {
    const password = "x".repeat(length);
    expect(newPasswordFault(password, "mara@example.org") === null).toBe(NewPassword.safeParse(password).success);
  });
});

test("the e-mail is no password", () => {
  expect(newPasswordFault("Mara@example.org", "mara@example.org ")).toBe("That is your e-mail. Choose something else.");
});

test("a name is a name", () => {
  expect(nameFault("  ")).toBe("Type your name.");
  expect(nameFault("x".repeat(81))).toBe("At most 80 characters.");
  expect(nameFault("Mara")).toBeNull();
});
