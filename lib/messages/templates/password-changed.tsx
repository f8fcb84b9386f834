import { Frame, linkTo, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";
import { describeOrigin } from "./words";

/** Tells every address of an account that its password is a new one, and what to do if that comes as a surprise. */
export const passwordChanged: Template<"password-changed"> = {
  subject: (t) => t("passwordChanged.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values, at, t, locale }) => (
    <Frame
      locale={locale}
      preview={t("passwordChanged.preview")}
      heading={t("passwordChanged.heading")}
      footer={<Quiet>{t.rich("passwordChanged.notYou", { reset: linkTo("/forgot-password") })}</Quiet>}
    >
      <Paragraph>
        {t("passwordChanged.lead", { origin: describeOrigin(values.changedFrom, at, locale) })}
      </Paragraph>
      <Paragraph>{t("passwordChanged.ifYou")}</Paragraph>
    </Frame>
  ),
};
