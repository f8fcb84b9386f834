import { signOutAction } from "@/app/_actions/sign-out";
import { getTranslations } from "@/lib/web/locale";

/**
 * The way out.
 *
 * @param describedBy the id of what is signed out, where there is more than one to choose from
 */
export async function SignOut({ describedBy }: { describedBy?: string }) {
  const t = await getTranslations("ui");
  return (
    <form action={signOutAction}>
      <button type="submit" className="button button-quiet" aria-describedby={describedBy}>
        {t("signOut")}
      </button>
    </form>
  );
}
