import type { Metadata } from "next";
import { dateWords } from "@/features/accounts/date-words";
import { SettingsSection } from "@/features/accounts/settings-section";
import { JoinByCode } from "@/features/cohorts/join-by-code";
import { Looks, MyCohorts } from "@/features/cohorts/my-cohorts";
import { lookWords } from "@/features/cohorts/words";
import { assignmentHref } from "@/features/exercises/assignments/addresses";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Cohorts" };

export default async function Page() {
  const { timeZone } = await requireViewer();
  const api = await caller();
  const [{ cohorts, looks }, { assignments }] = await Promise.all([api.cohorts.mine(), api.exercises.assignments.mine()]);
  const given = (cohortId: string) => assignments.filter(({ cohort }) => cohort.id === cohortId).map(({ id, title }) => ({ title, href: assignmentHref(id) }));
  return (
    <>
      <SettingsSection title="Your cohorts" about="Whose instructors see your work.">
        <MyCohorts cohorts={cohorts.map(({ joinedAt, ...cohort }) => ({ ...cohort, joined: dateWords(joinedAt, timeZone), given: given(cohort.id) }))} />
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
