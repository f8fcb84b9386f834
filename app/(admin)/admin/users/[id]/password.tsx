import { ActButton } from "@/app/_ui/act-button";
import { Section } from "@/app/_ui/section";
import type { UserRecord } from "@/lib/flows/users/read";
import { getTranslations } from "@/lib/web/locale";
import { messagesAvailable } from "@/lib/web/page-settings";
import { markCompromisedAction, unmarkCompromisedAction } from "./actions";
import { AskForReset } from "./ask-for-reset";

/** What can be done about a user's password. Nobody here ever sees or sets one. */
export async function Password({ user }: { user: UserRecord }) {
  const t = await getTranslations("admin.user.password");
  const { id, passwordEnabled, passwordCompromised } = user;
  const at = `/admin/users/${id}#password`;
  const state = passwordCompromised ? "compromised" : passwordEnabled ? "present" : "absent";
  return (
    <Section id="password" heading={t("heading")} lead={t(state)}>
      <div className="space-y-6">
        {passwordCompromised && (
          <ActButton action={unmarkCompromisedAction} label={t("unmark")} fields={{ user: id }} at={at} />
        )}
        {passwordEnabled && !passwordCompromised && (
          <ActButton action={markCompromisedAction} label={t("mark")} fields={{ user: id }} at={at} />
        )}
        {messagesAvailable() && !user.locked && <AskForReset userId={id} />}
      </div>
    </Section>
  );
}
