import { expect, test } from "vitest";
import { readSeedView, writeSeedView } from "./seed-address";

const known = { events: 14, nodes: ["n1", "n2", "n3"], start: 12 };
const read = (query: string) => readSeedView(new URLSearchParams(query), known);

test("event, node and mode are read back as they were written", () => {
  const view = { event: 13, node: "n3", mode: "logical" } as const;
  const query = writeSeedView(new URLSearchParams(), view);
  expect(query).toBe("e=13&n=n3&m=logical");
  expect(read(query)).toEqual(view);
});

test("what makes no sense is left aside", () => {
  for (const query of ["", "e=0", "e=15", "e=-1", "e=1e1", "e=x", "n=n4", "m=sideways"]) expect(read(query)).toEqual({ event: 12, node: null, mode: "time" });
});

test("other parameters stay", () => {
  expect(writeSeedView(new URLSearchParams("check=unique&m=logical&n=n1"), { event: 2, node: null, mode: "time" })).toBe("check=unique&e=2");
});
