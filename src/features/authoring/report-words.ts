import type { AuthorReport, ReportState } from "@/contracts/authoring/reports";

export const STATE_WORDS: Readonly<Record<ReportState, string>> = { open: "open", answered: "answered", closed: "closed" };

export const TODAY_WORDS: Readonly<Record<AuthorReport["today"], string>> = {
  same: "unchanged since",
  changed: "rewritten since",
  withdrawn: "withdrawn since",
};
