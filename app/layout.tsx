import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { MESSAGES } from "@/lib/i18n/translator";
import { ClientMessagesProvider } from "./_ui/client-messages";
import { typefaces } from "./fonts";
import "./globals.css";

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

/** The root layout. Every page is rendered per request, because its scripts carry the nonce of the response. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const locale = await requestLocale();
  return (
    <html lang={locale} className={typefaces}>
      <body>
        <ClientMessagesProvider locale={locale} texts={MESSAGES[locale].client}>
          {children}
        </ClientMessagesProvider>
      </body>
    </html>
  );
}
