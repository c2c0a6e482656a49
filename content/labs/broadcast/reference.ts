/**
 * One log, held by a hub, and a copy of its beginning everywhere else.
 *
 * The first node is the hub. The others bring it the values of their clients; the hub puts them into a log, in the
 * order in which they come, and sends every node what its copy lacks. Two hops reach everybody, however many nodes
 * there are.
 *
 * Three habits make that cheap and safe.
 *
 * 1. Batches. Nobody sends at once: a tick of 75 ms collects what there is to say to a node into one message. So the
 *    number of messages grows with time and not with the number of values.
 * 2. Repetition until confirmed. Each tick repeats all that has not been confirmed yet. A lost message costs one tick,
 *    and nobody has to find out that it was lost. After a partition it goes on by itself.
 * 3. Confirming by one number. A copy is always the beginning of the log, so "I have the first 57" says it all, and
 *    hearing the same twice does no harm.
 *
 * When all is confirmed, nobody sends anything. The price: while the hub is cut off, the nodes on the other side do
 * not hear of each other's values either. They keep them, answer their clients, and catch up after the heal.
 */
interface State {
  /** What the hub has put in order: all of it at the hub, the beginning of it elsewhere. */
  log: number[];
  /** Values of our own clients that we have not seen in the log yet. */
  waiting: number[];
  /** At the hub: how much of the log each node has. */
  confirmed: Record<string, number>;
}

const TICK_MS = 75;
/** Who was away for long catches up in several messages. */
const BATCH_MAX = 100;

export default (env: Env<State>): NodeProgram => {
  const hub = env.nodes[0];
  const isHub = env.id === hub;
  env.state = { log: [], waiting: [], confirmed: {} };
  const state = env.state;
  const inLog = new Set<number>();

  const append = (value: number) => {
    if (inLog.has(value)) return;
    inLog.add(value);
    state.log.push(value);
  };

  // One timer at a time, and only while there is something to say.
  let isAwake = false;
  const wake = () => {
    if (!isAwake) env.setTimer("tick", TICK_MS);
    isAwake = true;
  };

  const tellCopies = () => {
    for (const peer of env.peers) {
      const from = state.confirmed[peer] ?? 0;
      if (from === state.log.length) continue;
      env.send(peer, { type: "log", from, values: state.log.slice(from, from + BATCH_MAX) });
      wake(); // and once more in the next tick, unless it is confirmed by then
    }
  };

  const tellHub = () => {
    env.send(hub, { type: "have", length: state.log.length, values: state.waiting.slice(0, BATCH_MAX) });
    if (state.waiting.length > 0) wake();
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" }); // we have a plan of our own

        case "read":
          return env.reply(msg, { type: "read_ok", messages: [...state.log, ...state.waiting] });

        case "broadcast":
          if (isHub) append(body.message);
          else state.waiting.push(body.message);
          wake();
          // Answered at once: whoever waits for the others answers nobody during a partition.
          return env.reply(msg, { type: "broadcast_ok" });

        case "have": // at the hub, from a copy
          state.confirmed[src] = Math.max(state.confirmed[src] ?? 0, body.length);
          for (const value of body.values) append(value);
          return wake();

        case "log": // at a copy, from the hub
          // Only what follows on our copy without a gap. `from` may lie before its end: we have the rest already.
          if (body.from <= state.log.length) body.values.slice(state.log.length - body.from).forEach(append);
          state.waiting = state.waiting.filter((value) => !inLog.has(value));
          return wake(); // to confirm, even if nothing was new: our last confirmation may have been lost
      }
    },

    onTimer() {
      isAwake = false;
      if (isHub) tellCopies();
      else tellHub();
    },
  };
};
