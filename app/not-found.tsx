import type { Metadata } from "next";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { renderedFor } from "@/lib/http/rendered-for";
import { messagesOf } from "@/lib/i18n/translator";
import { NotFoundPage } from "./_ui/client-root";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.notFound");
  return { title: t("title") };
}

/** The "page not found" page. */
export default async function NotFound() {
  const { notFound: texts } = messagesOf(await requestLocale()).auth;
  return <NotFoundPage user={await renderedFor()} texts={texts} />;
}
