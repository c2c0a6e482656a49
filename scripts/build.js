import "./lib/node-version.js";

Promise.all([import("./lib/failure.js"), import("./lib/build-product.js")]).then(function ([failure, product]) {
  return failure.runMain(product.buildProduct);
});
