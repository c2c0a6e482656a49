import type { ListLabsOutput } from "@/contracts/labs/lab-pages";
import { HIDDEN_SEEDS } from "@/contracts/labs/limits";
import { counted } from "@/ui/words";
import { LabList } from "./lab-list";

/** What there is to build, and how far one is. */
export function LabsPage({ labs }: ListLabsOutput) {
  const passed = labs.filter(({ best }) => best?.verdict === "passed").length;
  return (
    <div className="wrap">
      <h1>Labs</h1>
      {labs.length === 0 ? (
        <p className="note mt-5">There are no labs in this installation. They come with the content folder.</p>
      ) : (
        <>
          <p className="num mt-2 max-w-[70ch] text-ink-2">
            {counted(labs.length, "lab")}, {passed === 0 ? "none" : passed} passed. You write what runs on every node of a simulated cluster; it loses messages,
            cuts links and crashes machines, and tells on which of {HIDDEN_SEEDS} seeds a promise broke.
          </p>
          <LabList labs={labs} />
        </>
      )}
    </div>
  );
}
