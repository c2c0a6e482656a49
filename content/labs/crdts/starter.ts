/**
 * CRDTs: a counter, a set and a register on five nodes. Answer
 *
 *   count { delta }    put { element }    remove { element }    set { value }    each with its "…_ok"
 *   read               with { type: "read_ok", count, elements, value }
 *
 * at once, also while the others cannot be reached. When all is quiet, all nodes have to show the same.
 *
 * This start keeps to itself what it is told. What would the others have to hear to come to the same state, whatever
 * the order in which they hear it, and however often?
 */
export default (env: Env): NodeProgram => {
  env.state.count = 0;
  env.state.elements = [];
  env.state.value = null;

  return {
    onMessage(src, body, msg) {
      const { state } = env;
      switch (body.type) {
        case "count":
          state.count += body.delta;
          break;
        case "put":
          state.elements = [...new Set([...state.elements, body.element])];
          break;
        case "remove":
          state.elements = state.elements.filter((element: string) => element !== body.element);
          break;
        case "set":
          state.value = body.value;
          break;
        case "read":
          return env.reply(msg, { type: "read_ok", count: state.count, elements: state.elements, value: state.value });
      }
      env.reply(msg, { type: `${body.type}_ok` });
    },
  };
};
