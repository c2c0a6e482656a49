// Ids of the time, a number of this life and the node, in an order that texts have too. "--in-memory": lives have the same number.
import fs from "node:fs";
import { run, self } from "./node.js";

const LIVES = "lives";
const life = process.argv.includes("--in-memory") ? 0 : (fs.existsSync(LIVES) ? Number(fs.readFileSync(LIVES, "utf8")) : 0) + 1;
fs.writeFileSync(LIVES, String(life));
let count = 0;

run({
  generate: () => {
    count += 1;
    const time = process.argv.includes("--in-memory") ? "" : `${Date.now()}-`;
    return { type: "generate_ok", id: `${time}${self.id}-${life}-${String(count).padStart(6, "0")}` };
  },
});
