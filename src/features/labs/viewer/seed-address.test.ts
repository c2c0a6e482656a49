import { expect, test } from "vitest";
import { readSeedView, writeSeedView } from "./seed-address";

const known = { events: 14, nodes: ["n1", "n2", "n3"], start: 12, mode: "time" } as const;
const read = (query: string) => readSeedView(new URLSearchParams(query), known);

test("event, node and mode are read back as they were written", () => {
  const view = { event: 13, node: "n3", mode: "logical", isHistory: true } as const;
  const query = writeSeedView(new URLSearchParams(), view, "time");
  expect(query).toBe("e=13&n=n3&m=logical&view=history");
  expect(read(query)).toEqual(view);
});

test("what makes no sense is left aside", () => {
  for (const query of ["", "e=0", "e=15", "e=-1", "e=1e1", "e=x", "n=n4", "m=sideways"]) expect(read(query)).toEqual({ event: 12, node: null, mode: "time", isHistory: false });
});

test("other parameters stay", () => {
  expect(writeSeedView(new URLSearchParams("check=unique&m=logical&n=n1"), { event: 2, node: null, mode: "time", isHistory: false }, "time")).toBe("check=unique&e=2");
});

test("where a run is usually drawn in order, the address says when it is not", () => {
  const view = { event: 13, node: null, mode: "time", isHistory: false } as const;
  expect(writeSeedView(new URLSearchParams(), view, "logical")).toBe("e=13&m=time");
  expect(writeSeedView(new URLSearchParams(), { ...view, mode: "logical" }, "logical")).toBe("e=13");
  expect(readSeedView(new URLSearchParams("e=13&m=time"), { ...known, mode: "logical" })).toEqual(view);
});
