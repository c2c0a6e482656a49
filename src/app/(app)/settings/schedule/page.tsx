import type { Metadata } from "next";
import { ScheduleForm } from "@/features/accounts/schedule-form";
import { SettingsSection } from "@/features/accounts/settings-section";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Schedule" };

export default async function Page() {
  const settings = await (await caller()).accounts.settings();
  // Named here, so that the page lists what this server can count days in.
  const timeZones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <SettingsSection title="Days and cards" about="Intervals that stand already stay until the card is answered again.">
      <ScheduleForm settings={settings} timeZones={timeZones} />
    </SettingsSection>
  );
}
