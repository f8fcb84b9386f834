import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ConfirmedAction } from "@/app/_ui/confirmation";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { PageContext } from "@/app/_ui/page-context";
import { Wordmark } from "@/app/_ui/wordmark";
import { pageBrand } from "@/lib/http/brand";
import { inboxRefusal } from "@/lib/http/inbox-access";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { pageContext } from "@/lib/http/page-context";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { dateTimeFormat } from "@/lib/i18n/dates";
import { type InboxEntry, inboxMessages } from "@/lib/notifications/inbox";
import { emptyInboxAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbox");
  return { title: t("title") };
}

/** The development inbox: every message that the app would have sent, newest first. */
export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  if (inboxRefusal(await headers()) !== null) notFound();
  const t = await getTranslations("inbox");
  const typed = singleParam((await searchParams).to);
  // Do not trim: a space before a number is an unescaped plus sign.
  const to = typed?.trim() ? typed : null;
  const messages = await inboxMessages(to);
  return (
    <PageContext {...(await pageContext([]))}>
      <div className="mx-auto max-w-3xl px-6 py-5">
        <header className="flex items-center justify-between">
          <Wordmark {...pageBrand()} />
          <div className="no-print">
            <ConfirmedAction
              id="empty"
              label={t("emptyIt")}
              heading={t("emptying.heading")}
              consequence={t("emptying.consequence")}
              submit={t("emptying.submit")}
              action={emptyInboxAction}
              fields={{}}
              at="/inbox"
            />
          </div>
        </header>
        <main className="py-10">
          <h1 className="text-3xl font-semibold tracking-tight">{t("heading")}</h1>
          <p className="mt-3 text-quiet">{t("lead")}</p>
          <form className="mt-6 flex flex-wrap items-end gap-3">
            <div className="grow">
              <label htmlFor="to" className="mb-1.5 block font-medium">
                {t("onlyTo")}
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
              {t("show")}
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
        <footer className="text-sm">
          <LanguageSwitch />
        </footer>
      </div>
    </PageContext>
  );
}

async function EmptyInbox({ to }: { to: string | null }) {
  const t = await getTranslations("inbox");
  if (to === null) {
    return (
      <p className="mt-10 text-quiet">
        {t.rich("empty", { reset: (chunks) => <a href="/forgot-password">{chunks}</a> })}
      </p>
    );
  }
  return (
    <p className="mt-10 text-quiet">
      {t.rich("emptyFor", {
        address: () => <bdi className="break-all">{to}</bdi>,
        all: (chunks) => <a href="/inbox">{chunks}</a>,
      })}
    </p>
  );
}

async function Message({ message }: { message: InboxEntry }) {
  const t = await getTranslations("inbox");
  const time = dateTimeFormat(await requestLocale(), { dateStyle: "medium", timeStyle: "medium" });
  const { id, channel, to, subject, text, html, code, link, createdAt } = message;
  return (
    <li className="py-4">
      <details>
        <summary className="min-h-11 cursor-pointer">
          {/* The layout is on a nested element, because it would remove the triangle of the summary. */}
          <span className="inline-flex w-[calc(100%-1.5rem)] flex-wrap items-baseline justify-between gap-x-6 align-top">
            <span className="font-medium wrap-anywhere">
              {channel === "sms" ? t("textMessage") : subject}
            </span>
            <span className="text-sm text-quiet">
              {t.rich("toAt", {
                address: () => <bdi className="break-all">{to}</bdi>,
                time: () => <time dateTime={createdAt.toISOString()}>{time.format(createdAt)} UTC</time>,
              })}
            </span>
          </span>
        </summary>
        {code !== null && (
          <p className="mt-3">
            {t.rich("code", {
              code: () => <code className="font-mono font-semibold text-brass select-all">{code}</code>,
            })}
          </p>
        )}
        {link !== null && (
          <p className="mt-3">
            <a href={link} className="break-all">
              {t("openLink")}
            </a>
          </p>
        )}
        {html !== null && (
          <iframe
            title={t("frameTitle", { subject: subject ?? "" })}
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
            <summary className="min-h-11 cursor-pointer py-2 text-sm text-quiet">{t("asPlainText")}</summary>
            <pre className="mt-2 font-mono text-sm break-words whitespace-pre-wrap">{text}</pre>
          </details>
        )}
      </details>
    </li>
  );
}
