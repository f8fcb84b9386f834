import { signOutAction } from "@/app/_actions/sign-out";
import { getTranslations } from "@/lib/web/locale";
import { ActButton } from "./act-button";

/**
 * The button that signs out.
 *
 * @param describedBy the id of what is signed out, where there is more than one to choose from
 */
export async function SignOut({ describedBy }: { describedBy?: string }) {
  const t = await getTranslations("ui");
  return (
    <ActButton
      action={signOutAction}
      label={t("signOut")}
      fields={{}}
      {...(describedBy && { describedBy })}
    />
  );
}
