import { getTranslations } from "@/lib/web/locale";
import { Step } from "./step";

type EndingProps = {
  /** What has ended, in a word. */
  what: "sign-in" | "sign-up" | "reset" | "verification";
  /** How it ended without its goal. */
  state: "ended" | "missing" | "cancelled" | "failed";
  /** Where to start again. */
  again: string;
};

/** The end of a flow, in words that say what to do next, and the way on. */
export async function Ending({ what, state, again }: EndingProps) {
  const t = await getTranslations("ui.ending");
  const heading = t(`${state}.heading`, { what: t(`what.${what}`) });
  return (
    <Step scene="closed" heading={heading} lead={<p>{t(`${state}.lead`)}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href={again} className="button button-primary">
          {t("startAgain")}
        </a>
        <a href="/sign-in" className="button button-quiet">
          {t("signIn")}
        </a>
      </div>
    </Step>
  );
}
