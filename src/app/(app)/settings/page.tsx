import type { Metadata } from "next";
import { ProfileForm } from "@/features/accounts/profile-form";
import { SettingsSection } from "@/features/accounts/settings-section";
import { SignOutButton } from "@/features/accounts/sign-out-button";
import { ThemeChoice } from "@/features/accounts/theme-choice";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Profile" };

export default async function Page() {
  const { name, email, isDemo, theme } = await (await caller()).accounts.settings();
  return (
    <>
      <SettingsSection title="Profile">
        <ProfileForm name={name} email={email} isDemo={isDemo} />
      </SettingsSection>
      <SettingsSection title="Theme" about="Kept for you in every browser.">
        <ThemeChoice theme={theme} />
      </SettingsSection>
      <SettingsSection title="This browser" about="Others are listed under Sign-in.">
        <div>
          <SignOutButton />
        </div>
      </SettingsSection>
    </>
  );
}
