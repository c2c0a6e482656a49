import type { SettingsOutput } from "@/contracts/accounts/accounts";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import { isTimeZone } from "../platform/time-zone";
import { getSettings, setFirstTimeZone, updateAccount } from "./account-store";

/** Everything that an account may see and change of itself, with the plans to choose from. */
export async function ownSettings({ database, catalog }: Pick<Tools, "database" | "catalog">, userId: string): Promise<SettingsOutput> {
  const plans = [...catalog.plans.values()].map(({ id, title, weeks }) => ({
    id,
    title,
    days: weeks.reduce((days, week) => days + week.days.length, 0),
  }));
  return { ...(await getSettings(database, userId)), plans };
}

/** Renames the account. A demo account keeps its name: the next visitor reads it. */
export async function updateProfile(
  { database }: Pick<Tools, "database">,
  userId: string,
  { name }: { name: string },
): Promise<Result<null, { code: "demo-account" }>> {
  if ((await getSettings(database, userId)).isDemo) return err({ code: "demo-account" });
  await updateAccount(database, userId, { name });
  return ok(null);
}

export interface Schedule {
  timeZone: string;
  rolloverHour: number;
  newPerDay: number;
  desiredRetention: number;
}

export async function updateSchedule(
  { database }: Pick<Tools, "database">,
  userId: string,
  schedule: Schedule,
): Promise<Result<null, { code: "no-such-time-zone" }>> {
  if (!isTimeZone(schedule.timeZone)) return err({ code: "no-such-time-zone" });
  await updateAccount(database, userId, schedule);
  return ok(null);
}

/** Takes a browser's word for the time zone, once. */
export async function tellTimeZone(
  { database }: Pick<Tools, "database">,
  userId: string,
  timeZone: string,
): Promise<Result<null, { code: "no-such-time-zone" }>> {
  if (!isTimeZone(timeZone)) return err({ code: "no-such-time-zone" });
  await setFirstTimeZone(database, userId, timeZone);
  return ok(null);
}
