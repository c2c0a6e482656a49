import "./lib/node-version.js";

Promise.all([import("./lib/failure.js"), import("./lib/run-tests.js")]).then(function ([failure, tests]) {
  return failure.runMain(function () {
    return tests.runTests(process.argv.slice(2));
  });
});
