// Monaco's TypeScript mode imports every feature of the editor on the side. monaco.ts names those that are wanted, so
// the imports for their effect alone are taken out of that one file.
const FOR_EFFECT = /^import '[^']+';\n/gm;

/**
 * @param {string} source monaco-editor's internal/common/workers.js
 * @returns {string}
 */
module.exports = function ownFeaturesLoader(source) {
  return source.replace(FOR_EFFECT, "");
};
