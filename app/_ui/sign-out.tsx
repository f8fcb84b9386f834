import { signOutAction } from "@/app/_actions/sign-out";
import { getTranslations } from "@/lib/http/locale";
import { ActionButton } from "./action-button";

/**
 * The button that signs out.
 *
 * @param describedBy the id of the element that describes the button, if a page has several
 * @param redirectTo the page to redirect to, if it is not the home page
 */
export async function SignOut({ describedBy, redirectTo }: { describedBy?: string; redirectTo?: string }) {
  const t = await getTranslations("ui");
  return (
    <ActionButton
      action={signOutAction}
      label={t("signOut")}
      fields={redirectTo === undefined ? {} : { redirect_url: redirectTo }}
      {...(describedBy && { describedBy })}
    />
  );
}
