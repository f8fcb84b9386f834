"use client";

import { useEffect, useState } from "react";
import { interpolate } from "@/lib/i18n/interpolate";
import type { Locale } from "@/lib/i18n/locales";
import { AuthLayout } from "./_ui/auth-layout";
import { ERROR_TEXTS } from "./_ui/client-root";
import "./globals.css";

const isKnown = (tag: string): tag is Locale => tag in ERROR_TEXTS;

/** Returns the language of the browser, without help from the server. */
function useBrowserLocale(): Locale {
  const [locale, setLocale] = useState<Locale>("en");
  useEffect(() => {
    setLocale(navigator.languages.map((tag) => tag.slice(0, 2)).find(isKnown) ?? "en");
  }, []);
  return locale;
}

/** The error page if the root layout fails. It is part of the build, so it knows no settings. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const locale = useBrowserLocale();
  const texts = ERROR_TEXTS[locale];
  return (
    <html lang={locale}>
      <body>
        <title>{texts.heading}</title>
        <AuthLayout
          scene="closed"
          heading={texts.heading}
          lead={<p>{texts.reload}</p>}
          footer={error.digest && <p>{interpolate(texts.reference, { digest: error.digest })}</p>}
        >
          <a href="/" className="button button-primary">
            {texts.goHome}
          </a>
        </AuthLayout>
      </body>
    </html>
  );
}
