import type { Metadata } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { brandStyle, operatorLinks, pageBrand } from "@/lib/http/brand";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import type { FooterContent } from "./_ui/client-messages";
import { ClientRoot } from "./_ui/client-root";
import { typefaces } from "./fonts";
import "./globals.css";

/** The metadata of every page. Next.js sends it twice, as HTML and for its router, so there is little of it. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name } = pageBrand();
  return {
    title: { default: name, template: `%s · ${name}` },
    robots: { index: false },
    icons: { icon: "/icon.svg", apple: "/apple-icon.png" },
  };
}

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
        <ClientRoot locale={locale} brand={pageBrand()} footer={await footerIn(locale)}>
          {children}
        </ClientRoot>
      </body>
    </html>
  );
}

async function footerIn(locale: Locale): Promise<FooterContent> {
  const t = await getTranslations("ui");
  const { supportUrl, termsUrl, privacyUrl } = operatorLinks();
  const links = [
    { href: supportUrl, label: t("footer.support") },
    { href: termsUrl, label: t("footer.terms") },
    { href: privacyUrl, label: t("footer.privacy") },
  ];
  return {
    language: t("language"),
    languages: LOCALES.filter((other) => other !== locale).map((other) => ({
      locale: other,
      name: LOCALE_NAMES[other],
    })),
    links: links.flatMap(({ href, label }) => (href === null ? [] : { href, label })),
  };
}
