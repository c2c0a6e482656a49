/** What every page of a cohort begins with: an instructor, and whether names are shown. */
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { HIDE_NAMES_COOKIE } from "@/features/cohorts/hide-names-cookie";
import { requireViewer } from "@/server/auth/require-viewer";

/** The instructor who looks. To a learner, what one may not see answers as what does not exist. */
export async function requireTeacher(): Promise<{ timeZone: string; namesHidden: boolean }> {
  const { role, timeZone } = await requireViewer();
  if (role === "learner") notFound();
  return { timeZone: timeZone ?? "UTC", namesHidden: (await cookies()).get(HIDE_NAMES_COOKIE)?.value === "1" };
}
