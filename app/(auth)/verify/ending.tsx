import { AuthCard } from "@/app/_ui/auth-card";
import type { LinkView } from "@/lib/flows/email-link/read";
import { getTranslations } from "@/lib/http/locale";

type End = Exclude<LinkView, { state: "confirm" }>;
type Told = Exclude<End["state"], "verified"> | "confirmed" | "address_confirmed";
type Next = { href: string; label: "startAgain" | "resetPassword" | "account" };

const START_AGAIN: Next = { href: "/sign-in", label: "startAgain" };

/** Where each end leads on; `null` where nothing more is to be done on the page of the link. */
const NEXT: Record<Told, Next | null> = {
  expired: START_AGAIN,
  failed: START_AGAIN,
  withdrawn: START_AGAIN,
  cancelled: START_AGAIN,
  already_used: { href: "/forgot-password", label: "resetPassword" },
  client_mismatch: null,
  confirmed: null,
  address_confirmed: { href: "/account", label: "account" },
};

function toldOf(view: End, isFresh: boolean): Told {
  if (view.state !== "verified") return view.state;
  if (!isFresh) return "already_used";
  return view.purpose === "email_address" ? "address_confirmed" : "confirmed";
}

type LinkEndingProps = {
  view: End;
  /** It was confirmed in this browser just now; opened once more, it has been used like any other. */
  isFresh: boolean;
};

/** How a link has ended, and the way on. */
export async function LinkEnding({ view, isFresh }: LinkEndingProps) {
  const t = await getTranslations("auth.verify");
  const told = toldOf(view, isFresh);
  const isGood = told === "confirmed" || told === "address_confirmed";
  const next = NEXT[told];
  return (
    <AuthCard
      scene={isGood ? "open" : "closed"}
      heading={t(`ends.${told}.heading`)}
      lead={<p>{t(`ends.${told}.lead`)}</p>}
    >
      {next && (
        <a href={next.href} className="button button-primary">
          {t(next.label)}
        </a>
      )}
    </AuthCard>
  );
}
