import { ActionButton } from "@/app/_ui/action-button";
import { ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice } from "@/app/_ui/confirmation-form";
import { Section } from "@/app/_ui/section";
import type { UserRecord } from "@/lib/flows/users/read";
import { getTranslations } from "@/lib/http/locale";
import { isMessagingEnabled } from "@/lib/http/page-settings";
import { userName } from "../name";
import { markCompromisedAction, unmarkCompromisedAction } from "./actions";
import { AskForReset } from "./ask-for-reset";

/** The actions for a user's password. Admins cannot see or set a password. */
export async function Password({ user }: { user: UserRecord }) {
  const t = await getTranslations("admin.user.password");
  const { id, passwordEnabled, passwordCompromised, passwordExpired } = user;
  const at = `/admin/users/${id}#password`;
  const current = passwordExpired ? "expired" : passwordEnabled ? "present" : "absent";
  const state = passwordCompromised ? "compromised" : current;
  return (
    <Section id="password" heading={t("heading")} lead={t(state)}>
      <div className="space-y-6">
        {passwordCompromised && (
          <>
            <ActionNotice action={markCompromisedAction} at={at} />
            <ActionButton
              action={unmarkCompromisedAction}
              label={t("unmark")}
              fields={{ user: id }}
              at={at}
            />
          </>
        )}
        {passwordEnabled && !passwordCompromised && (
          <ConfirmedAction
            id="mark-compromised"
            action={markCompromisedAction}
            label={t("mark")}
            heading={t("marking.heading", { who: userName(user) })}
            consequence={t("marking.consequence")}
            submit={t("marking.submit")}
            fields={{ user: id }}
            at={at}
          />
        )}
        {isMessagingEnabled() && !user.locked && <AskForReset userId={id} />}
      </div>
    </Section>
  );
}
