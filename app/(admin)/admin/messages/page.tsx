import type { Metadata } from "next";
import { Time } from "@/app/_ui/time";
import { listMessages, type MessageRecord } from "@/lib/flows/messages/list";
import { cursorFrom, PAGE_LENGTH } from "@/lib/web/admin/page-query";
import { requireAdmin } from "@/lib/web/guard";
import { type SearchParams, single } from "@/lib/web/search-params";
import { AdminRoom } from "../admin-room";
import { Badge } from "../badge";
import { Pager } from "../pager";

export const metadata: Metadata = { title: "Messages" };

const HERE = "/admin/messages";

/** What became of each message: never what was in it. */
export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(HERE);
  const params = await searchParams;
  const failedOnly = single(params.status) === "failed";
  const cursor = cursorFrom(single(params.cursor));
  const { messages, nextCursor } = await listMessages({ failedOnly, cursor, limit: PAGE_LENGTH });
  return (
    <AdminRoom heading="Messages" here={HERE}>
      <p className="max-w-[36rem] text-quiet text-pretty">
        Kept for a week after they ended. What is in a message is sealed until it is sent and forgotten after
        that, so one that failed cannot be sent again: whoever waits for it asks for a new one.
      </p>
      <p className="mt-3">
        <a href={failedOnly ? HERE : `${HERE}?status=failed`} className="inline-flex min-h-11 items-center">
          {failedOnly ? "Show all" : "Show failed ones only"}
        </a>
      </p>
      <div className="mt-5">
        {messages.length === 0 ? <p className="text-quiet">None.</p> : <MessageList messages={messages} />}
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

const STATUS: Record<MessageRecord["status"], { words: string; tone: "quiet" | "ok" | "wrong" }> = {
  queued: { words: "Waiting", tone: "quiet" },
  sending: { words: "Being sent", tone: "quiet" },
  sent: { words: "Sent", tone: "ok" },
  failed: { words: "Failed", tone: "wrong" },
  expired: { words: "Expired", tone: "wrong" },
  suppressed: { words: "Dropped", tone: "quiet" },
};

function MessageList({ messages }: { messages: MessageRecord[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {messages.map((message) => (
        <li key={message.id} className="py-3">
          <p className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <span className="min-w-0 wrap-anywhere">
              {message.template} to <bdi>{message.recipient}</bdi>
            </span>
            <Badge tone={STATUS[message.status].tone}>{STATUS[message.status].words}</Badge>
          </p>
          <p className="mt-1 text-sm text-quiet tabular-nums wrap-anywhere">
            <Time at={message.createdAt} />. {message.attempts} {message.attempts === 1 ? "try" : "tries"}
            {message.connector && ` by ${message.connector}`}.{" "}
            {message.lastError && <bdi>Last error: {message.lastError}</bdi>}
          </p>
        </li>
      ))}
    </ul>
  );
}
