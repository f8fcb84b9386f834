import { NavigationLink } from "@/app/_ui/navigation-link";
import { currentSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";

/** What the admin area adds to general pages. */
export const ADMIN_AREA = { Navigation };

async function Navigation() {
  const session = await currentSession();
  if (!session?.user.isAdmin) return null;
  const t = await getTranslations("admin.navigation");
  return <NavigationLink href="/admin">{t("label")}</NavigationLink>;
}
