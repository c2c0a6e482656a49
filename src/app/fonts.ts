/** Self-hosted, and complete: the latin subsets elsewhere lack arrows and mathematical signs. */
import localFont from "next/font/local";

export const geist = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  weight: "100 900",
  variable: "--font-geist",
});

export const jetbrainsMono = localFont({
  src: [
    { path: "../../node_modules/jetbrains-mono/fonts/webfonts/JetBrainsMono-Regular.woff2", weight: "400" },
    { path: "../../node_modules/jetbrains-mono/fonts/webfonts/JetBrainsMono-Medium.woff2", weight: "500" },
  ],
  variable: "--font-jetbrains",
  preload: false,
});

export const sourceSerif = localFont({
  src: [
    { path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2", weight: "200 900", style: "normal" },
    { path: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-italic.woff2", weight: "200 900", style: "italic" },
  ],
  variable: "--font-source-serif",
  preload: false,
});
