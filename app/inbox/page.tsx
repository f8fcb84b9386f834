import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Wordmark } from "@/app/_ui/wordmark";
import { type InboxEntry, inboxMessages } from "@/lib/messages/inbox";
import { inboxRefusal } from "@/lib/web/inbox-access";
import { type SearchParams, single } from "@/lib/web/search-params";
import { emptyInboxAction } from "./actions";

export const metadata: Metadata = { title: "Inbox" };

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** The development inbox: every message this app would have sent, newest first. */
export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  if (inboxRefusal(await headers()) !== null) notFound();
  const typed = single((await searchParams).to);
  // Not trimmed: the blank before a number is a plus sign that nobody escaped.
  const to = typed?.trim() ? typed : null;
  const messages = await inboxMessages(to);
  return (
    <div className="mx-auto max-w-3xl px-6 py-5">
      <header className="flex items-center justify-between">
        <Wordmark />
        <form action={emptyInboxAction}>
          <button type="submit" className="button button-quiet no-print">
            Empty the inbox
          </button>
        </form>
      </header>
      <main className="py-10">
        <h1 className="text-3xl font-semibold tracking-tight">Inbox</h1>
        <p className="mt-3 text-quiet">
          Messages land here instead of being sent, while no mail or text service is set up.
        </p>
        <form className="mt-6 flex flex-wrap items-end gap-3">
          <div className="grow">
            <label htmlFor="to" className="mb-1.5 block font-medium">
              Only messages to
            </label>
            <input
              id="to"
              name="to"
              type="text"
              defaultValue={to ?? ""}
              autoComplete="off"
              className="text-field"
            />
          </div>
          <button type="submit" className="button button-quiet">
            Show
          </button>
        </form>
        {messages.length === 0 ? (
          <EmptyInbox to={to} />
        ) : (
          <ol className="mt-8 divide-y divide-line border-y border-line">
            {messages.map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ol>
        )}
      </main>
    </div>
  );
}

function EmptyInbox({ to }: { to: string | null }) {
  if (to === null) {
    return (
      <p className="mt-10 text-quiet">
        Nothing here yet. Ask for a <a href="/forgot-password">password reset</a>, and its code arrives within
        a second.
      </p>
    );
  }
  return (
    <p className="mt-10 text-quiet">
      Nothing for <bdi className="break-all">{to}</bdi>. <a href="/inbox">Show all messages</a>
    </p>
  );
}

function Message({ message }: { message: InboxEntry }) {
  const { id, channel, to, subject, text, html, code, link, createdAt } = message;
  return (
    <li className="py-4">
      <details>
        <summary className="flex min-h-11 cursor-pointer flex-wrap items-baseline justify-between gap-x-6">
          <span className="font-medium wrap-anywhere">{channel === "sms" ? "Text message" : subject}</span>
          <span className="text-sm text-quiet">
            to <bdi className="break-all">{to}</bdi>,{" "}
            <time dateTime={createdAt.toISOString()}>{time.format(createdAt)} UTC</time>
          </span>
        </summary>
        {code !== null && (
          <p className="mt-3">
            Code: <code className="font-mono font-semibold text-brass select-all">{code}</code>
          </p>
        )}
        {link !== null && (
          <p className="mt-3">
            <a href={link} className="break-all">
              Open the link
            </a>
          </p>
        )}
        {html !== null && (
          <iframe
            title={`Message: ${subject}`}
            src={`/inbox/messages/${id}/html`}
            sandbox=""
            loading="lazy"
            className="mt-3 h-[32rem] w-full rounded border border-line"
          />
        )}
        {html === null ? (
          <pre className="mt-3 font-mono text-sm break-words whitespace-pre-wrap">{text}</pre>
        ) : (
          <details className="mt-3">
            <summary className="min-h-11 cursor-pointer py-2 text-sm text-quiet">As plain text</summary>
            <pre className="mt-2 font-mono text-sm break-words whitespace-pre-wrap">{text}</pre>
          </details>
        )}
      </details>
    </li>
  );
}
