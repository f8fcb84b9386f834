import { getTranslations } from "@/lib/http/locale";

/** Advises the user what to do about activity they do not recognize. */
export async function SuspiciousActivityHint() {
  const t = await getTranslations("account.activity");
  return <p>{t.rich("suspicion", { link: (chunks) => <a href="/account#password">{chunks}</a> })}</p>;
}
