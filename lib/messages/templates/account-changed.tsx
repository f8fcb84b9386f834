import { Frame, linkTo, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";
import { describeOrigin, describeTime } from "./words";

/** Tells every address of an account that a way into it has changed, and what to do if that comes as a surprise. */
export const accountChanged: Template<"account-changed"> = {
  subject: (t, { change }) => `${t(`accountChanged.changes.${change}.heading`)} (Latchkey)`,
  code: () => null,
  link: () => null,
  Body: ({ values: { change, masked, changedFrom }, at, t, locale }) => {
    const how =
      changedFrom === null
        ? t("accountChanged.byAdministrator", { time: describeTime(at, locale) })
        : t("accountChanged.byOneself", { origin: describeOrigin(changedFrom, at, locale) });
    return (
      <Frame
        locale={locale}
        preview={t("accountChanged.preview")}
        heading={t(`accountChanged.changes.${change}.heading`)}
        footer={<Quiet>{t.rich("accountChanged.notYou", { reset: linkTo("/forgot-password") })}</Quiet>}
      >
        <Paragraph>{t(`accountChanged.changes.${change}.sentence`, { masked, how })}</Paragraph>
        <Paragraph>
          {t(changedFrom === null ? "accountChanged.ifYouAsked" : "accountChanged.ifYou")}
        </Paragraph>
      </Frame>
    );
  },
};
