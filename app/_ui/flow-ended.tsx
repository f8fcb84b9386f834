import { getTranslations } from "@/lib/http/locale";
import { withRedirect } from "@/lib/http/paths";
import { AuthCard } from "./auth-card";

type EndingProps = {
  /** The flow that ended. */
  what: "sign-in" | "sign-up" | "reset" | "verification";
  /** How the flow ended without success. */
  state: "ended" | "missing" | "cancelled" | "failed";
  /** The path to restart the flow. */
  again: string;
  /** The page to redirect to after signing in. */
  redirectUrl?: string | null;
};

/** Shows how a flow ended, and the next step. */
export async function FlowEnded({ what, state, again, redirectUrl }: EndingProps) {
  const t = await getTranslations("ui.ending");
  const heading = t(`${state}.heading`, { what: t(`what.${what}`) });
  return (
    <AuthCard scene="closed" heading={heading} lead={<p>{t(`${state}.lead`)}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href={withRedirect(again, redirectUrl)} className="button button-primary">
          {t("startAgain")}
        </a>
        <a href={withRedirect("/sign-in", redirectUrl)} className="button button-quiet">
          {t("signIn")}
        </a>
      </div>
    </AuthCard>
  );
}
