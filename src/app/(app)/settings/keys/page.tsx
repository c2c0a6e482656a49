import type { Metadata } from "next";
import { LetterKeysSwitch } from "@/features/accounts/letter-keys-switch";
import { SettingsSection } from "@/features/accounts/settings-section";
import { KeyList } from "@/features/shell/keys-dialog";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Keys" };

export default async function Page() {
  const { letterKeys } = await (await caller()).accounts.settings();
  return (
    <>
      <SettingsSection title="Single keys">
        <LetterKeysSwitch letterKeys={letterKeys} />
      </SettingsSection>
      <SettingsSection title="All keys" about="Press ? on any page to see them.">
        <KeyList />
      </SettingsSection>
    </>
  );
}
