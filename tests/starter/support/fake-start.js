// `npm start` with everything real but the product: no install, no build, a web process that answers and obeys.
import { runMain } from "../../../scripts/lib/failure.js";
import { startProduct } from "../../../scripts/lib/start-product.js";

const fakeWeb = new URL("./fake-web.js", import.meta.url).pathname;

void runMain(() =>
  startProduct(process.argv.slice(2), process.env, {
    prepare: async () => {},
    migrations: process.env.FAKE_MIGRATIONS ?? "",
    loadContent: async () => {},
    processes: [{ name: "web", entry: fakeWeb }],
    nodeArgs: () => [fakeWeb],
  }),
);
