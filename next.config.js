/** @type {import("next").NextConfig} */
export default {
  // Two development servers of one checkout need two folders.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  turbopack: {
    root: import.meta.dirname,
    rules: {
      // Excalidraw's fonts come from here and from no other host.
      "**/@excalidraw/excalidraw/dist/*/chunk-*.js": { loaders: ["./src/features/interviews/board/own-fonts-loader.cjs"] },
      // Both take out of Monaco what no page shows: a third of its bytes.
      "**/monaco-editor/**/typescript/lib/lib.js": { loaders: ["./src/ui/code-editor/es-libraries-loader.cjs"] },
      "**/monaco-editor/**/internal/common/workers.js": { loaders: ["./src/ui/code-editor/own-features-loader.cjs"] },
    },
  },
  // The starter's own modules of the server stay outside the bundles.
  serverExternalPackages: ["pg", "pino", "nodemailer", "katex", "markdown-it"],
  poweredByHeader: false,
  // Seconds. On a busy machine the build would otherwise end its own worker and fail.
  staticPageGenerationTimeout: 600,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` type-checks the whole tree; a build that did it again would only start later.
  typescript: { ignoreBuildErrors: true },
};
