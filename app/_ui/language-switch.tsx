import { chooseLocaleAction } from "@/app/_actions/locale";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";
import { PostForm } from "./post-form";

/** Links to the same page in another language. Each language has its native name, so that users can recognize it. */
export async function LanguageSwitch() {
  const t = await getTranslations("ui");
  const current = await requestLocale();
  return (
    <PostForm action={chooseLocaleAction} aria-label={t("language")} className="flex flex-wrap gap-x-5">
      {LOCALES.filter((locale) => locale !== current).map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className="button-link min-h-11"
        >
          {LOCALE_NAMES[locale]}
        </button>
      ))}
    </PostForm>
  );
}
