/**
 * A key-value store in the manner of Dynamo. Answer
 *
 *   put { key, value, context?, quorum }     delete { key, context?, quorum }     each with its "…_ok"
 *   get { key, quorum }                      with { type: "get_ok", values, context }
 *   local                                    with { type: "local_ok", values }: what this node itself holds, by key
 *
 * This start writes to all homes of a key and waits for nobody. Which two of three have to answer before you do? What
 * must a value bring along, so that nobody takes a sibling for an old version?
 */
const REPLICAS = 3;

export default (env: Env): NodeProgram => {
  const values: Record<string, string> = {};
  env.state.values = values;

  /** The nodes in the order in which a key asks them: first its homes, then those that may stand in. */
  const ringOf = (key: string) => {
    const start = Number(key.slice(1)) % env.nodes.length;
    return [...env.nodes.slice(start), ...env.nodes.slice(0, start)];
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "put":
          for (const node of ringOf(body.key).slice(0, REPLICAS)) env.send(node, { type: "store", key: body.key, value: body.value });
          return env.reply(msg, { type: "put_ok" });
        case "delete":
          for (const node of ringOf(body.key).slice(0, REPLICAS)) env.send(node, { type: "forget", key: body.key });
          return env.reply(msg, { type: "delete_ok" });
        case "store":
          values[body.key] = body.value;
          return;
        case "forget":
          delete values[body.key];
          return;
        case "get":
          return env.reply(msg, { type: "get_ok", values: values[body.key] === undefined ? [] : [values[body.key]], context: null });
        case "local":
          return env.reply(msg, { type: "local_ok", values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value]])) });
      }
    },
  };
};
