/**
 * CRDTs: a counter, a set, a register and a text on five nodes. Answer
 *
 *   count { delta }    put { element }    remove { element }    set { value }
 *   insert { word, after }                erase { word }        each with its "…_ok"
 *   read               with { type: "read_ok", count, elements, value, text }
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
  env.state.text = [];

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
        case "insert":
          state.text = state.text.toSpliced(state.text.indexOf(body.after) + 1, 0, body.word);
          break;
        case "erase":
          state.text = state.text.filter((word: string) => word !== body.word);
          break;
        case "read":
          return env.reply(msg, { type: "read_ok", count: state.count, elements: state.elements, value: state.value, text: state.text });
      }
      env.reply(msg, { type: `${body.type}_ok` });
    },
  };
};
