import { signOutAction } from "@/app/_actions/sign-out";
import { getTranslations } from "@/lib/http/locale";
import { ActionButton } from "./action-button";

/**
 * The button that signs out.
 *
 * @param describedBy the id of the element that describes the button, if a page has several
 */
export async function SignOut({ describedBy }: { describedBy?: string }) {
  const t = await getTranslations("ui");
  return (
    <ActionButton
      action={signOutAction}
      label={t("signOut")}
      fields={{}}
      {...(describedBy && { describedBy })}
    />
  );
}
