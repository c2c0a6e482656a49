import { Eye, EyeOff } from "lucide-react";
import type { ScenarioSummary } from "@/contracts/interviews/rooms";
import { dayOf } from "./words";

/** Whether one could still be the candidate of a scenario. */
export function Known({ known, timeZone }: { known: ScenarioSummary["known"]; timeZone: string | null }) {
  if (known === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-3">
        <EyeOff className="ico s" aria-hidden="true" />
        Not seen
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1.5">
      <Eye className="ico s" aria-hidden="true" />
      {known.as === "staff" ? "Seen" : "You were its candidate"} on {dayOf(known.at, timeZone)}
    </span>
  );
}
