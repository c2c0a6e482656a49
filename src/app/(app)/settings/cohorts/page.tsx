import type { Metadata } from "next";
import { dateWords } from "@/features/accounts/date-words";
import { SettingsSection } from "@/features/accounts/settings-section";
import { JoinByCode } from "@/features/cohorts/join-by-code";
import { Looks, MyCohorts } from "@/features/cohorts/my-cohorts";
import { lookWords } from "@/features/cohorts/words";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Cohorts" };

export default async function Page() {
  const { timeZone } = await requireViewer();
  const { cohorts, looks } = await (await caller()).cohorts.mine();
  return (
    <>
      <SettingsSection title="Your cohorts" about="Whose instructors see your work.">
        <MyCohorts cohorts={cohorts.map(({ joinedAt, ...cohort }) => ({ ...cohort, joined: dateWords(joinedAt, timeZone) }))} />
      </SettingsSection>
      <SettingsSection title="Join a cohort" about="With a code from its instructor.">
        <JoinByCode />
      </SettingsSection>
      <SettingsSection title="Who looked" about="Each time an instructor opened your work, the last fifty.">
        <Looks looks={looks.map((look) => ({ id: look.id, words: lookWords(look), when: dateWords(look.at, timeZone) }))} />
      </SettingsSection>
    </>
  );
}
