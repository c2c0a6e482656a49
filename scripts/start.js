import "./lib/node-version.js";

// Imported only after the version has been looked at: what follows may be beyond an old Node.
Promise.all([import("./lib/failure.js"), import("./lib/start-product.js")]).then(function ([failure, product]) {
  return failure.runMain(function () {
    return product.startProduct(process.argv.slice(2), process.env);
  });
});
