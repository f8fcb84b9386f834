import type { Metadata } from "next";
import { ActButton } from "@/app/_ui/act-button";
import { Time } from "@/app/_ui/time";
import { listMessages, type MessageRecord } from "@/lib/flows/messages/list";
import { requireAdmin } from "@/lib/web/admin/guard";
import { cursorFrom, PAGE_LENGTH } from "@/lib/web/admin/page-query";
import { getTranslations } from "@/lib/web/locale";
import { type SearchParams, single } from "@/lib/web/search-params";
import { AdminRoom } from "../admin-room";
import { Badge } from "../badge";
import { Pager } from "../pager";
import { RejectedChannels } from "../rejected-channels";
import { resendMessageAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.messages");
  return { title: t("heading") };
}

const HERE = "/admin/messages";

/** What became of each message: never what was in it. */
export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(HERE);
  const t = await getTranslations("admin.messages");
  const params = await searchParams;
  const failedOnly = single(params.status) === "failed";
  const cursor = cursorFrom(single(params.cursor));
  const { messages, nextCursor } = await listMessages({ failedOnly, cursor, limit: PAGE_LENGTH });
  return (
    <AdminRoom heading={t("heading")} here={HERE}>
      <RejectedChannels />
      <p className="max-w-[36rem] text-quiet text-pretty">{t("lead")}</p>
      <p className="mt-3">
        <a href={failedOnly ? HERE : `${HERE}?status=failed`} className="inline-flex min-h-11 items-center">
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
        path={HERE}
        query={{ status: failedOnly ? "failed" : undefined }}
        isLater={cursor !== null}
        nextCursor={nextCursor}
      />
    </AdminRoom>
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
              <ActButton
                action={resendMessageAction}
                label={t("resend")}
                describedBy={`message-${message.id}`}
                fields={{ message: message.id }}
                at={`${HERE}?status=failed&of=${message.id}`}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
