import { err, ok, type Result } from "@/domain/kernel/result";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import { deleteAccountRow, getPasswordState } from "./account-store";
import { knowsPassword } from "./change-password";
import type { TooMany } from "./sign-up";

/** Removes the account and everything that was recorded for it. `proof` is the password, or the e-mail where none is set. */
export async function deleteAccount(
  tools: Pick<Tools, "database" | "clock">,
  { userId }: Viewer,
  proof: string,
): Promise<Result<null, TooMany | { code: "wrong-password" | "wrong-email" | "demo-account" | "last-admin" | "busy" }>> {
  const { email, isDemo, passwordHash } = await getPasswordState(tools.database, userId);
  if (isDemo) return err({ code: "demo-account" });
  if (passwordHash === null) {
    if (proof.trim().toLowerCase() !== email) return err({ code: "wrong-email" });
  } else {
    const known = await knowsPassword(tools, { userId, password: proof, passwordHash });
    if (!known.ok) return known;
  }
  const deleted = await tools.database.$transaction((tx) => deleteAccountRow(tx, userId, tools.clock()));
  return deleted ? ok(null) : err({ code: "last-admin" });
}
