import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { brandStyle, pageBrand } from "@/lib/http/brand";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { messagesOf } from "@/lib/i18n/translator";
import { ClientMessagesProvider } from "./_ui/client-messages";
import { typefaces } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui");
  const { name } = pageBrand();
  return {
    title: { default: name, template: `%s · ${name}` },
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
  const style = await brandStyle();
  return (
    <html lang={locale} className={typefaces}>
      {style && (
        <head>
          {/* Browsers hide the nonce from scripts, so that React would report a difference. */}
          <style nonce={style.nonce} suppressHydrationWarning>
            {style.css}
          </style>
        </head>
      )}
      <body>
        <ClientMessagesProvider locale={locale} texts={messagesOf(locale).client} brand={pageBrand()}>
          {children}
        </ClientMessagesProvider>
      </body>
    </html>
  );
}
