/** What crosses the border of accounts: one's own settings, sessions and password, and the admin's page. Times are milliseconds since the epoch. */
import { z } from "zod";
import { NAME_LENGTH_MAX, NEW_PER_DAY_MAX, RETENTION_MAX, RETENTION_MIN, ROLLOVER_HOUR_MAX } from "./limits";
import { DemoAccountId, Email, GivenPassword, NewPassword } from "./sign-in";

export const Role = z.enum(["learner", "instructor", "admin"]);
export type Role = z.infer<typeof Role>;

export const Theme = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof Theme>;

const Name = z.string().trim().min(1, "Type your name.").max(NAME_LENGTH_MAX, `At most ${NAME_LENGTH_MAX} characters.`);

/** An IANA name; whether there is such a zone is checked on the server. */
const TimeZone = z.string().min(1).max(64);

export const Nothing = z.strictObject({});
export type Nothing = z.infer<typeof Nothing>;

/** Which doors there are: nothing is offered that would not open. */
export const SignInOptionsOutput = z.strictObject({
  providers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Reset and sign-in links can be mailed. */
  mail: z.boolean(),
  demo: z.array(z.strictObject({ id: DemoAccountId, name: z.string() })),
});
export type SignInOptionsOutput = z.infer<typeof SignInOptionsOutput>;

export const SignUpInput = z.strictObject({
  email: Email,
  name: Name,
  password: NewPassword,
  /** From the browser; a zone that the server does not know is left out, and asked for again later. */
  timeZone: TimeZone.nullable(),
});

/** A reset link's token: 32 random bytes. */
export const ResetToken = z.string().regex(/^[\w-]{43}$/);

export const ResetLinkInput = z.strictObject({ token: z.string().max(100) });
/** Whose password the link sets; null if it does nothing (any more). */
export const ResetLinkOutput = z.strictObject({ email: z.string().nullable() });

export const ResetPasswordInput = z.strictObject({ token: z.string().max(100), password: NewPassword });
/** The e-mail to sign in with now. */
export const ResetPasswordOutput = z.strictObject({ email: z.string() });

export const RequestResetInput = z.strictObject({ email: Email });

export const SettingsOutput = z.strictObject({
  email: z.string(),
  name: z.string(),
  role: Role,
  isDemo: z.boolean(),
  hasPassword: z.boolean(),
  theme: Theme,
  letterKeys: z.boolean(),
  timeZone: z.string().nullable(),
  rolloverHour: z.number().int(),
  newPerDay: z.number().int(),
  desiredRetention: z.number(),
  planId: z.string().nullable(),
  plans: z.array(z.strictObject({ id: z.string(), title: z.string(), days: z.number().int() })),
});
export type SettingsOutput = z.infer<typeof SettingsOutput>;

export const UpdateProfileInput = z.strictObject({ name: Name });

export const UpdateScheduleInput = z.strictObject({
  timeZone: TimeZone,
  rolloverHour: z.number().int().min(0).max(ROLLOVER_HOUR_MAX),
  newPerDay: z.number().int().min(0).max(NEW_PER_DAY_MAX),
  desiredRetention: z.number().min(RETENTION_MIN).max(RETENTION_MAX),
});

export const UpdateThemeInput = z.strictObject({ theme: Theme });
export const UpdateKeysInput = z.strictObject({ letterKeys: z.boolean() });
export const TellTimeZoneInput = z.strictObject({ timeZone: TimeZone });

export const ChangePasswordInput = z.strictObject({
  /** Null where none is set yet: an account that came through a provider or a link. */
  current: GivenPassword.nullable(),
  next: NewPassword,
});

export const SessionsOutput = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      isThis: z.boolean(),
      /** "Firefox on Linux" */
      browser: z.string(),
      signedInAt: z.number(),
      lastSeenAt: z.number(),
    }),
  ),
});
export type SessionsOutput = z.infer<typeof SessionsOutput>;

export const EndSessionInput = z.strictObject({ sessionId: z.string().max(64) });
export const EndOtherSessionsOutput = z.strictObject({ ended: z.number().int() });

/** What to type so that an account is not deleted by a slip: the password, or the e-mail where no password is set. */
export const DeleteAccountInput = z.strictObject({ proof: z.string().min(1).max(300) });

export const ACCOUNTS_PER_PAGE = 50;

export const ListAccountsInput = z.strictObject({
  /** Part of a name or an e-mail; empty for all. */
  search: z.string().trim().max(100),
  /** The last e-mail of the page before. */
  cursor: z.string().max(300).nullish(),
  /** Sent along by the client's list that grows; pages go one way only. */
  direction: z.literal("forward").optional(),
});
export const AccountRow = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  isDemo: z.boolean(),
  createdAt: z.number(),
  /** The last visit of a browser that is still signed in. */
  lastSeenAt: z.number().nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const ListAccountsOutput = z.strictObject({ accounts: z.array(AccountRow), nextCursor: z.string().nullable() });
export type ListAccountsOutput = z.infer<typeof ListAccountsOutput>;

export const SetRoleInput = z.strictObject({ accountId: z.string().max(64), role: Role });
export const CreateResetLinkInput = z.strictObject({ accountId: z.string().max(64) });
/** The path of the page that sets a new password; it is shown once and kept nowhere. */
export const CreateResetLinkOutput = z.strictObject({ path: z.string(), expiresAt: z.number() });
