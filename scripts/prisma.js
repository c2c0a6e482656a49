import "./lib/node-version.js";

Promise.all([import("./lib/failure.js"), import("./lib/tools/prisma.js")]).then(function ([failure, tool]) {
  return failure.runMain(function () {
    return tool.main(process.argv.slice(2));
  });
});
