import { database } from "@/lib/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { findSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";

/** Notes the language in which somebody wants to be told things, if they are signed in. A session that is pending will do. */
export async function chooseLocale(locale: Locale, { sessionToken }: Caller): Promise<void> {
  const session = sessionToken === null ? null : await findSession(sessionToken);
  if (session === null) return;
  const db = await database();
  await db.user.updateMany({ where: { id: session.user.id }, data: { locale } });
}
