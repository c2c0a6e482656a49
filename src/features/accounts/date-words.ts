/** "20 November 2026 at 13:05" on the learner's clock. Made on the server, so that both sides write the same. */
export const dateWords = (at: number, timeZone: string | null): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: timeZone ?? "UTC" }).format(at);
