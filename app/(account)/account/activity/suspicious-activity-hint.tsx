import { getTranslations } from "@/lib/http/locale";

/** What to do about something in the activity that was somebody else. */
export async function SuspiciousActivityHint() {
  const t = await getTranslations("account.activity");
  return <p>{t.rich("suspicion", { link: (chunks) => <a href="/account#password">{chunks}</a> })}</p>;
}
