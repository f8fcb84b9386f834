import { AuthCard } from "@/app/_ui/auth-card";
import type { LinkView } from "@/lib/flows/email-link/read";
import { getTranslations } from "@/lib/http/locale";

type End = Exclude<LinkView, { state: "confirm" }>;
type Outcome = Exclude<End["state"], "verified"> | "confirmed" | "address_confirmed";
type Next = { href: string; label: "startAgain" | "resetPassword" | "account" };

const START_AGAIN: Next = { href: "/sign-in", label: "startAgain" };

/** The next step of each final state; `null` if the page of the link offers none. */
const NEXT: Record<Outcome, Next | null> = {
  expired: START_AGAIN,
  failed: START_AGAIN,
  superseded: START_AGAIN,
  cancelled: START_AGAIN,
  already_used: { href: "/forgot-password", label: "resetPassword" },
  client_mismatch: null,
  confirmed: null,
  address_confirmed: { href: "/account", label: "account" },
};

function outcomeOf(view: End, isFresh: boolean): Outcome {
  if (view.state !== "verified") return view.state;
  if (!isFresh) return "already_used";
  return view.purpose === "email_address" ? "address_confirmed" : "confirmed";
}

type LinkEndingProps = {
  view: End;
  /** Whether the link was just confirmed in this browser. Opened again, it counts as used. */
  isFresh: boolean;
};

/** Shows the final state of a link and the next step. */
export async function LinkEnding({ view, isFresh }: LinkEndingProps) {
  const t = await getTranslations("auth.verify");
  const outcome = outcomeOf(view, isFresh);
  const isGood = outcome === "confirmed" || outcome === "address_confirmed";
  const next = NEXT[outcome];
  return (
    <AuthCard
      scene={isGood ? "open" : "closed"}
      heading={t(`ends.${outcome}.heading`)}
      lead={<p>{t(`ends.${outcome}.lead`)}</p>}
    >
      {next && (
        <a href={next.href} className="button button-primary">
          {t(next.label)}
        </a>
      )}
    </AuthCard>
  );
}
