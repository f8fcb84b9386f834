import { database } from "@/lib/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { findSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";

/** Stores the language of messages to a signed-in user. Does nothing without a session. A pending session suffices. */
export async function chooseLocale(locale: Locale, { sessionToken }: Caller): Promise<void> {
  const session = sessionToken === null ? null : await findSession(sessionToken);
  if (session === null) return;
  const db = await database();
  await db.user.updateMany({ where: { id: session.user.id }, data: { locale } });
}
