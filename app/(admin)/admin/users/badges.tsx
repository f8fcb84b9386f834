import type { UserRecord } from "@/lib/flows/users/read";
import { getTranslations } from "@/lib/http/locale";
import { Badge } from "../badge";

/** Shows the notable states of a user. */
export async function UserBadges({ user }: { user: UserRecord }) {
  const t = await getTranslations("admin.userBadges");
  return (
    <span className="flex flex-wrap gap-2">
      {user.isAdmin && <Badge>{t("administrator")}</Badge>}
      {user.twoFactorEnabled && <Badge tone="ok">{t("twoStep")}</Badge>}
      {user.passwordCompromised && <Badge tone="wrong">{t("compromised")}</Badge>}
      {user.locked && <Badge tone="wrong">{t("locked")}</Badge>}
      {user.lockoutExpiresAt !== null && <Badge tone="wrong">{t("tooManyTries")}</Badge>}
    </span>
  );
}
