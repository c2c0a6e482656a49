/** A supervisor to be killed: opens a fence, prints the fenced process's id, and has it run something without end. */
import { findLaunch, type Wall } from "../../workers/judge/launch";
import { openFence } from "../../workers/judge/supervisor";
import { fenceCodeWith } from "./fence-code";

const without = JSON.parse(process.argv[2] ?? "[]") as Wall[];
const program = process.argv[3] ?? "good";
const fence = await openFence({ launch: await findLaunch(without), code: await fenceCodeWith("tests/support/fence-stand-in.ts") });
console.log(fence.pid());
await fence.run({ lab: "echo", program, inspect: false, seeds: [{ n: 1, seed: "s1" }] }, () => {});
await new Promise((resolve) => setTimeout(resolve, 60_000));
