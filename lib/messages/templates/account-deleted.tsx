import { Frame, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";

/** The last message to every address of an account: it is gone. */
export const accountDeleted: Template<"account-deleted"> = {
  subject: (t) => t("accountDeleted.subject"),
  code: () => null,
  link: () => null,
  Body: ({ t, locale }) => (
    <Frame
      locale={locale}
      preview={t("accountDeleted.preview")}
      heading={t("accountDeleted.heading")}
      footer={<Quiet>{t("accountDeleted.last")}</Quiet>}
    >
      <Paragraph>{t("accountDeleted.lead")}</Paragraph>
    </Frame>
  ),
};
