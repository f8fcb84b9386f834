import type { ReactNode } from "react";
import { pageBrand } from "@/lib/http/brand";
import { getTranslations } from "@/lib/http/locale";
import { type ClientText, pageContext } from "@/lib/http/page-context";
import { FeatureParts } from "./features";
import { FollowSession } from "./follow-session";
import { NavigationLink } from "./navigation-link";
import { NoticeProvider } from "./notice-provider";
import { PageContext } from "./page-context";
import { PageFooter } from "./page-footer";
import { SignOut } from "./sign-out";
import { Wordmark } from "./wordmark";

type AppShellProps = {
  heading: ReactNode;
  /** The navigation of an area with several pages or sections. */
  aside?: ReactNode;
  children: ReactNode;
};

/**
 * The layout of a page for signed-in users: the product name, sign-out, and one column.
 *
 * @param texts the client components of the page that have messages
 */
export async function AppShell({ texts = [], ...frame }: AppShellProps & { texts?: ClientText[] }) {
  return (
    <PageContext {...(await pageContext(texts))}>
      <Frame {...frame} />
    </PageContext>
  );
}

async function Frame({ heading, aside, children }: AppShellProps) {
  const t = await getTranslations("ui.navigation");
  return (
    <div className={`mx-auto px-6 py-5 ${aside ? "max-w-5xl" : "max-w-3xl"}`}>
      <FollowSession />
      <header className="flex flex-wrap items-center justify-between gap-x-6">
        <Wordmark {...pageBrand()} />
        <nav className="no-print flex flex-wrap items-center gap-x-5">
          <NavigationLink href="/account">{t("account")}</NavigationLink>
          <FeatureParts part="Navigation" />
          <SignOut />
        </nav>
      </header>
      <div className={aside ? "lg:grid lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-x-16" : undefined}>
        {aside}
        <main className="py-10">
          <h1 className="text-3xl font-semibold tracking-tight wrap-anywhere">{heading}</h1>
          <div className="mt-8">
            <NoticeProvider>{children}</NoticeProvider>
          </div>
        </main>
      </div>
      <footer className="no-print text-sm">
        <PageFooter />
      </footer>
    </div>
  );
}
