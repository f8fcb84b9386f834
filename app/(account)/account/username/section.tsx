import type { ReactNode } from "react";
import { ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice } from "@/app/_ui/confirmation-form";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Section } from "@/app/_ui/section";
import { getTranslations } from "@/lib/http/locale";
import { usernamesEnabled } from "@/lib/http/page-settings";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { removeUsernameAction, setUsernameAction } from "./actions";

/** The path of the section, where its forms are submitted without JavaScript. */
const PERMALINK = "/account#username";

type UsernameSectionProps = {
  username: string | null;
  /** Whether the username of the sign-up was taken. */
  isTaken: boolean;
  /** Where the sign-up leads to. */
  redirectUrl: string | undefined;
};

/** The section of the user's username, with `USERNAMES`. */
export async function UsernameSection({ username, isTaken, redirectUrl }: UsernameSectionProps) {
  if (!usernamesEnabled()) return null;
  const t = await getTranslations("account.username");
  const skip = (chunks: ReactNode) => <a href={safeRedirectUrl(redirectUrl)}>{chunks}</a>;
  return (
    <Section id="username" heading={t("heading")} lead={t("lead")}>
      {isTaken && username === null && (
        <p role="alert" className="mb-4 border-l-4 border-wrong py-1 pl-4 text-wrong">
          {t.rich("taken", { link: skip })}
        </p>
      )}
      <div className="max-w-[24rem] space-y-3">
        <Form action={setUsernameAction} submit={t("submit")} pending={t("pending")} at={PERMALINK}>
          <Field
            name="username"
            label={t("label")}
            type="text"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            hint={t("hint")}
            initial={username ?? ""}
          />
        </Form>
        {username === null ? (
          <ActionNotice action={removeUsernameAction} at={PERMALINK} />
        ) : (
          <ConfirmedAction
            id="remove-username"
            label={t("remove")}
            heading={t("removal.heading", { username })}
            consequence={t("removal.consequence")}
            submit={t("removal.submit")}
            action={removeUsernameAction}
            fields={{}}
            at={PERMALINK}
          />
        )}
      </div>
    </Section>
  );
}
