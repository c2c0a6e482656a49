// Excalidraw names its fonts by paths that it looks for on esm.sh. Each becomes an address of this site, made by the build
// from the file in the package, so that a board asks no other host for anything.
const FONT = /"(\.\/fonts\/[^"]+\.woff2)"/g;
const FOREIGN_BASE = "https://esm.sh/";
const HELPER = "const ownFontAddress=(url)=>new URL(url.href??url,location.href).href;\n";

/**
 * @param {string} source one of Excalidraw's own files
 * @returns {string}
 */
module.exports = function ownFontsLoader(source) {
  if (!source.includes(FOREIGN_BASE)) return source;
  // The base stands in a template literal. It is left without a use, and without an address.
  return HELPER + source.replace(FONT, 'ownFontAddress(new URL("$1",import.meta.url))').replaceAll(FOREIGN_BASE, "${location.origin}/");
};
