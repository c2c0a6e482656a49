import { expect, test } from "vitest";
import { asRunHref, browserSeedHref, runHref, seedHref, versionWanted } from "./addresses";

const runOf = (href: string) => new URL(href, "https://quorum.example").searchParams.get("run") ?? undefined;

test("the address of a seed says when the run is wanted as it was, and is otherwise the same", () => {
  for (const seed of [seedHref(runHref("unique-ids", "1"), 17, "unique & sorted"), browserSeedHref("unique-ids", "abc", 3, "unique")]) {
    const asRun = new URL(asRunHref(seed), "https://quorum.example");
    expect(versionWanted(runOf(asRunHref(seed)))).toBe("as-run");
    expect(versionWanted(runOf(seed))).toBe("shrunk");
    asRun.searchParams.delete("run");
    expect([...asRun.searchParams]).toEqual([...new URL(seed, "https://quorum.example").searchParams]);
  }
  for (const other of ["shrunk", "", ["as-run"]]) expect(versionWanted(other)).toBe("shrunk");
});
