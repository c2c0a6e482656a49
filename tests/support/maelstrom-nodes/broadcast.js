// Sends each value to every other node again and again, until it is confirmed. "--forgets": sends it once, and every third one not at all.
import { rpc, run, self } from "./node.js";

const AGAIN_MS = 500;
const forgets = process.argv.includes("--forgets");
/** @type {Set<number>} */
const known = new Set();

/** @param {string} peer @param {number} value */
function pass(peer, value) {
  if (forgets && value % 3 === 0) return;
  let confirmed = false;
  const tell = () => {
    if (confirmed) return;
    void rpc(peer, { type: "share", value }).then(() => {
      confirmed = true;
    });
    if (!forgets) setTimeout(tell, AGAIN_MS);
  };
  tell();
}

run({
  topology: () => ({ type: "topology_ok" }),
  broadcast: ({ message }) => {
    known.add(message);
    for (const peer of self.nodes) if (peer !== self.id) pass(peer, message);
    return { type: "broadcast_ok" };
  },
  share: ({ value }) => {
    known.add(value);
    return { type: "share_ok" };
  },
  read: () => ({ type: "read_ok", messages: [...known] }),
});
