import { Kbd } from "@/ui/kbd";

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["Ctrl", "Enter"], does: "run the public seeds in this browser" },
  { keys: ["Ctrl", "Shift", "Enter"], does: "submit to the judge" },
  { keys: ["G"], does: "step through the shortest failing run" },
  { keys: ["F6"], does: "next pane; with Shift the one before" },
  { keys: ["Ctrl", "M"], does: "let Tab leave the editor, or indent again" },
  { keys: ["F8"], does: "next error in the editor" },
  { keys: ["Ctrl", "F"], does: "find in the editor" },
  { keys: ["← → ↑ ↓"], does: "walk the seeds, when one has the focus" },
];

/** The keys of a lab. Letters act only outside the editor. */
export function WorkspaceKeys() {
  return (
    <dl className="grid gap-2 text-[13px]">
      {KEYS.map(({ keys, does }) => (
        <div key={does} className="flex items-center gap-3">
          <dt className="flex w-36 flex-none gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            <span className="sr">{keys.join(" ")}</span>
          </dt>
          <dd className="text-ink-2">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
