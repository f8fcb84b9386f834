import { getTranslations } from "@/lib/http/locale";
import { AuthCard } from "./auth-card";

type EndingProps = {
  /** What has ended, in a word. */
  what: "sign-in" | "sign-up" | "reset" | "verification";
  /** How it ended without its goal. */
  state: "ended" | "missing" | "cancelled" | "failed";
  /** Where to start again. */
  again: string;
};

/** The end of a flow, in words that say what to do next, and the way on. */
export async function FlowEnded({ what, state, again }: EndingProps) {
  const t = await getTranslations("ui.ending");
  const heading = t(`${state}.heading`, { what: t(`what.${what}`) });
  return (
    <AuthCard scene="closed" heading={heading} lead={<p>{t(`${state}.lead`)}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href={again} className="button button-primary">
          {t("startAgain")}
        </a>
        <a href="/sign-in" className="button button-quiet">
          {t("signIn")}
        </a>
      </div>
    </AuthCard>
  );
}
