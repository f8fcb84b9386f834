import { Field } from "@/app/_ui/field";
import { getTranslations } from "@/lib/http/locale";
import { usernamesEnabled } from "@/lib/http/page-settings";

/** The optional username of the sign-up form, with `USERNAMES`. */
export async function UsernameField() {
  if (!usernamesEnabled()) return null;
  const t = await getTranslations("auth.signUp");
  return (
    <Field
      name="username"
      label={t("username")}
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      hint={t("usernameHint")}
    />
  );
}
