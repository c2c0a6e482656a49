// Leaves the browser's declarations (DOM, web workers: most of 3.2 MB) out of the type libraries that the editor's
// TypeScript worker carries: a program of a lab runs where none of them is.
const STATEMENT = /^libFileMap\["([^"]+)"\] =[^]*?;\n(?=libFileMap\[|\n*export )/gm;
const NOT_OF_THE_LANGUAGE = /^lib\.(?:dom|webworker|scripthost)\.|\.full\.d\.ts$|^lib(?:\.es6)?\.d\.ts$/;

/**
 * @param {string} source monaco-editor's lib.js
 * @returns {string}
 */
module.exports = function esLibrariesLoader(source) {
  return source.replace(STATEMENT, (statement, name) => (NOT_OF_THE_LANGUAGE.test(name) ? "" : statement));
};
