import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { Time } from "@/app/_ui/time";
import { listMessages, type MessageRecord } from "@/lib/flows/admin/messages/list";
import { requireAdmin } from "@/lib/http/admin/guard";
import { cursorFrom, PAGE_LENGTH } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { AdminLayout } from "../admin-layout";
import { Badge } from "../badge";
import { Pager } from "../pager";
import { RejectedChannels } from "../rejected-channels";
import { resendMessageAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.messages");
  return { title: t("heading") };
}

const PATH = "/admin/messages";

/** Lists messages with their delivery status, without their content. */
export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(PATH);
  const t = await getTranslations("admin.messages");
  const params = await searchParams;
  const failedOnly = singleParam(params.status) === "failed";
  const cursor = cursorFrom(singleParam(params.cursor));
  const { messages, nextCursor } = await listMessages({ failedOnly, cursor, limit: PAGE_LENGTH });
  return (
    <AdminLayout heading={t("heading")} here={PATH}>
      <RejectedChannels />
      <p className="max-w-[36rem] text-quiet text-pretty">{t("lead")}</p>
      <p className="mt-3">
        <a href={failedOnly ? PATH : `${PATH}?status=failed`} className="inline-flex min-h-11 items-center">
          {t(failedOnly ? "showAll" : "showFailed")}
        </a>
      </p>
      <div className="mt-5">
        {messages.length === 0 ? (
          <p className="text-quiet">{t("empty")}</p>
        ) : (
          <MessageList messages={messages} />
        )}
      </div>
      <Pager
        path={PATH}
        query={{ status: failedOnly ? "failed" : undefined }}
        isLater={cursor !== null}
        nextCursor={nextCursor}
      />
    </AdminLayout>
  );
}

const TONES = {
  queued: "quiet",
  sending: "quiet",
  sent: "ok",
  failed: "wrong",
  expired: "wrong",
  suppressed: "quiet",
} as const;

async function MessageList({ messages }: { messages: MessageRecord[] }) {
  const t = await getTranslations("admin.messages");
  const triesWith = ({ attempts: count, connector }: MessageRecord) =>
    connector === null ? t("tries", { count }) : t("triesBy", { count, connector });
  return (
    <ul className="divide-y divide-line border-y border-line">
      {messages.map((message) => (
        <li key={message.id} className="py-3">
          <p
            id={`message-${message.id}`}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2"
          >
            <span className="min-w-0 wrap-anywhere">
              {t.rich("to", {
                template: message.template,
                recipient: () => <bdi>{message.recipient}</bdi>,
              })}
            </span>
            <Badge tone={TONES[message.status]}>{t(`statuses.${message.status}`)}</Badge>
          </p>
          <p className="mt-1 text-sm text-quiet tabular-nums wrap-anywhere">
            <Time at={message.createdAt} />. {triesWith(message)}.{" "}
            {message.lastError && <bdi>{t("lastError", { error: message.lastError })}</bdi>}
          </p>
          {message.canBeResent && (
            <div className="mt-3">
              <ActionButton
                action={resendMessageAction}
                label={t("resend")}
                describedBy={`message-${message.id}`}
                fields={{ message: message.id }}
                at={`${PATH}?status=failed&of=${message.id}`}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
