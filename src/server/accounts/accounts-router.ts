import {
  ChangePasswordInput,
  DeleteAccountInput,
  EndOtherSessionsOutput,
  EndSessionInput,
  Nothing,
  RequestResetInput,
  ResetLinkInput,
  ResetLinkOutput,
  ResetPasswordInput,
  ResetPasswordOutput,
  SessionsOutput,
  SettingsOutput,
  SignInOptionsOutput,
  SignUpInput,
  TellTimeZoneInput,
  UpdateKeysInput,
  UpdateProfileInput,
  UpdateScheduleInput,
  UpdateThemeInput,
} from "@/contracts/accounts/accounts";
import { endSession } from "../auth/session-store";
import { env } from "../platform/env";
import { anyoneProcedure, learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { updateAccount } from "./account-store";
import { adminProcedures } from "./admin-procedures";
import { changePassword } from "./change-password";
import { deleteAccount } from "./delete-account";
import { ownSessions, signOutOthers } from "./own-sessions";
import { ownSettings, tellTimeZone, updateProfile, updateSchedule } from "./own-settings";
import { BUSY, DEMO_ACCOUNT, LAST_ADMIN, NO_SUCH_TIME_ZONE, PASSWORD_IS_EMAIL, tooManyAttempts, WRONG_PASSWORD } from "./refusal-words";
import { findResetLink, requestReset, resetPassword } from "./reset-password";
import { signInOptions } from "./sign-in-options";
import { signUp } from "./sign-up";

export const accountsRouter = router({
  signInOptions: anyoneProcedure.output(SignInOptionsOutput).query(() => signInOptions(env())),

  /** Makes an account; the browser then signs in with it. */
  signUp: anyoneProcedure
    .input(SignUpInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, clientAddress }, input }) => {
      const signedUp = await signUp(tools, { ...input, clientAddress });
      if (signedUp.ok) return {};
      return refuse(signedUp.error, {
        "email-taken": { code: "CONFLICT", message: "There is an account with this e-mail already. Sign in instead, or use another e-mail." },
        "password-is-email": PASSWORD_IS_EMAIL,
        "too-many-attempts": tooManyAttempts(signedUp.error),
        busy: BUSY,
      });
    }),

  resetLink: anyoneProcedure
    .input(ResetLinkInput)
    .output(ResetLinkOutput)
    .query(({ ctx: { tools }, input: { token } }) => findResetLink(tools, token)),

  /** The link is the permission: it works once. */
  resetPassword: anyoneProcedure
    .input(ResetPasswordInput)
    .output(ResetPasswordOutput)
    .mutation(async ({ ctx: { tools, clientAddress }, input }) => {
      const reset = await resetPassword(tools, { ...input, clientAddress });
      if (reset.ok) return reset.value;
      return refuse(reset.error, {
        "link-is-dead": { code: "NOT_FOUND", message: "This link was used already or its time is over. Your password is as it was. Ask for a new link." },
        "password-is-email": PASSWORD_IS_EMAIL,
        "too-many-attempts": tooManyAttempts(reset.error),
        busy: BUSY,
      });
    }),

  /** Says nothing about whether there is such an account. */
  requestReset: anyoneProcedure
    .input(RequestResetInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, clientAddress }, input: { email } }) => {
      const requested = await requestReset(tools, env(), { email, clientAddress });
      if (requested.ok) return {};
      return refuse(requested.error, {
        "mail-is-off": { code: "PRECONDITION_FAILED", message: "This server sends no mail. Ask an admin for a reset link." },
        "too-many-attempts": tooManyAttempts(requested.error),
      });
    }),

  settings: learnerProcedure.output(SettingsOutput).query(({ ctx: { tools, viewer } }) => ownSettings(tools, viewer.userId)),

  updateProfile: learnerProcedure
    .input(UpdateProfileInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      const updated = await updateProfile(tools, viewer.userId, input);
      return updated.ok ? {} : refuse(updated.error, { "demo-account": DEMO_ACCOUNT });
    }),

  updateSchedule: learnerProcedure
    .input(UpdateScheduleInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      const updated = await updateSchedule(tools, viewer.userId, input);
      return updated.ok ? {} : refuse(updated.error, { "no-such-time-zone": NO_SUCH_TIME_ZONE });
    }),

  tellTimeZone: learnerProcedure
    .input(TellTimeZoneInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input: { timeZone } }) => {
      const told = await tellTimeZone(tools, viewer.userId, timeZone);
      return told.ok ? {} : refuse(told.error, { "no-such-time-zone": NO_SUCH_TIME_ZONE });
    }),

  updateTheme: learnerProcedure
    .input(UpdateThemeInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      await updateAccount(tools.database, viewer.userId, input);
      return {};
    }),

  updateKeys: learnerProcedure
    .input(UpdateKeysInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      await updateAccount(tools.database, viewer.userId, input);
      return {};
    }),

  changePassword: learnerProcedure
    .input(ChangePasswordInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input }) => {
      const changed = await changePassword(tools, viewer, input);
      if (changed.ok) return {};
      return refuse(changed.error, {
        "wrong-password": WRONG_PASSWORD,
        "password-is-email": PASSWORD_IS_EMAIL,
        "demo-account": DEMO_ACCOUNT,
        "too-many-attempts": tooManyAttempts(changed.error),
        busy: BUSY,
      });
    }),

  sessions: learnerProcedure.output(SessionsOutput).query(({ ctx: { tools, viewer } }) => ownSessions(tools, viewer)),

  /** One's own session; one that is gone already is no fault. */
  endSession: learnerProcedure
    .input(EndSessionInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input: { sessionId } }) => {
      await endSession(tools.database, viewer.userId, sessionId);
      return {};
    }),

  endOtherSessions: learnerProcedure
    .input(Nothing)
    .output(EndOtherSessionsOutput)
    .mutation(async ({ ctx: { tools, viewer } }) => {
      const ended = await signOutOthers(tools, viewer);
      return ended.ok ? ended.value : refuse(ended.error, { "demo-account": DEMO_ACCOUNT });
    }),

  /** Removes the account with everything recorded for it. */
  deleteAccount: learnerProcedure
    .input(DeleteAccountInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input: { proof } }) => {
      const deleted = await deleteAccount(tools, viewer, proof);
      if (deleted.ok) return {};
      return refuse(deleted.error, {
        "wrong-password": WRONG_PASSWORD,
        "wrong-email": { code: "BAD_REQUEST", message: "That is not the e-mail of this account. Nothing was deleted." },
        "demo-account": DEMO_ACCOUNT,
        "last-admin": LAST_ADMIN,
        "too-many-attempts": tooManyAttempts(deleted.error),
        busy: BUSY,
      });
    }),

  ...adminProcedures,
});
