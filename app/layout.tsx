import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { MESSAGES } from "@/lib/i18n/translator";
import { getTranslations, requestLocale } from "@/lib/web/locale";
import { ClientTexts } from "./_ui/client-texts";
import "./globals.css";

/** Few pages show a code: the others do not fetch its typeface. */
const geistMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  adjustFontFallback: false,
  preload: false,
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui");
  return {
    title: { default: "Latchkey", template: "%s · Latchkey" },
    description: t("description"),
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f3ec" },
    { media: "(prefers-color-scheme: dark)", color: "#171612" },
  ],
};

/** The frame of every page. Each is made for one request: its scripts carry that response's nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const locale = await requestLocale();
  return (
    <html lang={locale} className={`${GeistSans.variable} ${geistMono.variable}`}>
      <body>
        <ClientTexts locale={locale} texts={MESSAGES[locale].client}>
          {children}
        </ClientTexts>
      </body>
    </html>
  );
}
