/** What the admin's page does. */
import { CreateResetLinkInput, CreateResetLinkOutput, ListAccountsInput, ListAccountsOutput, Nothing, SetRoleInput } from "@/contracts/accounts/accounts";
import { adminProcedure } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { listAccountPage, sqlOf } from "./account-store";
import { createResetLink, resetPath, setRole } from "./operator-store";
import { DEMO_ACCOUNT, LAST_ADMIN, NO_SUCH_ACCOUNT } from "./refusal-words";

export const adminProcedures = {
  /** Accounts in the order of their e-mails, a page at a time. */
  listAccounts: adminProcedure
    .input(ListAccountsInput)
    .output(ListAccountsOutput)
    .query(({ ctx: { tools }, input: { search, cursor } }) =>
      listAccountPage(tools.database, { search, after: cursor ?? null, at: tools.clock() }),
    ),

  /** Audited; signs the account out everywhere. */
  setRole: adminProcedure
    .input(SetRoleInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      const deed = { actorId: viewer.userId, at: tools.clock() };
      const set = await tools.database.$transaction((tx) => setRole(sqlOf(tx), deed, input));
      if (set.ok) return {};
      return refuse(set.error, { "no-such-account": NO_SUCH_ACCOUNT, "last-admin": LAST_ADMIN });
    }),

  /** Audited; the link is in this answer and nowhere else. */
  createResetLink: adminProcedure
    .input(CreateResetLinkInput)
    .output(CreateResetLinkOutput)
    .mutation(async ({ ctx: { tools, viewer }, input: { accountId } }) => {
      const deed = { actorId: viewer.userId, at: tools.clock() };
      const made = await tools.database.$transaction((tx) => createResetLink(sqlOf(tx), deed, accountId));
      if (made.ok) return { path: resetPath(made.value.token), expiresAt: made.value.expiresAt };
      return refuse(made.error, { "no-such-account": NO_SUCH_ACCOUNT, "demo-account": DEMO_ACCOUNT });
    }),
};
