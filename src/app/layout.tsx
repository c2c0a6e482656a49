import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { TrpcProvider } from "@/features/trpc";
import { currentViewer } from "@/server/auth/current-viewer";
import { KeyboardProvider } from "@/ui/hotkeys";
import { geist, jetbrainsMono, sourceSerif } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Quorum", template: "%s · Quorum" },
  description: "Distributed systems, from understanding to proof.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f6f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0f12" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  return (
    <html
      lang="en"
      // Colours follow the attribute by light-dark(): no script, and no flash of the other theme.
      data-theme={viewer?.theme ?? "system"}
      className={`${geist.variable} ${jetbrainsMono.variable} ${sourceSerif.variable}`}
    >
      <body>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <TrpcProvider>
          <KeyboardProvider letterKeys={viewer?.letterKeys ?? true}>{children}</KeyboardProvider>
        </TrpcProvider>
      </body>
    </html>
  );
}
