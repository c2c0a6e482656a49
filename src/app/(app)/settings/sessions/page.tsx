import type { Metadata } from "next";
import { dateWords } from "@/features/accounts/date-words";
import { DeleteAccount } from "@/features/accounts/delete-account";
import { PasswordForm } from "@/features/accounts/password-form";
import { SessionList } from "@/features/accounts/session-list";
import { SettingsSection } from "@/features/accounts/settings-section";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Sign-in" };

export default async function Page() {
  const { accounts } = await caller();
  const [{ email, isDemo, hasPassword, timeZone }, { sessions }] = await Promise.all([accounts.settings(), accounts.sessions()]);
  const shown = sessions.map(({ id, isThis, browser, signedInAt, lastSeenAt }) => ({
    id,
    isThis,
    browser,
    signedIn: dateWords(signedInAt, timeZone),
    lastSeen: dateWords(lastSeenAt, timeZone),
  }));
  return (
    <>
      <SettingsSection title="Browsers" about="Where this account is signed in.">
        <SessionList sessions={shown} isDemo={isDemo} />
      </SettingsSection>
      {!isDemo && (
        <>
          <SettingsSection title="Password" about={hasPassword ? undefined : "None is set: you came through a provider or a link."}>
            <PasswordForm email={email} hasPassword={hasPassword} />
          </SettingsSection>
          <SettingsSection title="Delete the account" about="With everything that was recorded for it.">
            <DeleteAccount email={email} hasPassword={hasPassword} />
          </SettingsSection>
        </>
      )}
    </>
  );
}
