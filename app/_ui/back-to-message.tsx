import { getTranslations } from "@/lib/http/locale";
import { Cooldown } from "./cooldown";

type BackToMessageProps = {
  /** The page of the message that was sent last. */
  path: string;
  method: "email_code" | "email_link" | "phone_code";
};

/** A link from the choice of a method back to the message that was sent last. */
export async function BackToMessage({ path, method }: BackToMessageProps) {
  const t = await getTranslations("ui.methods");
  return (
    <p>
      <a href={path} className="inline-flex min-h-11 items-center">
        {t(method === "email_link" ? "backToLink" : "backToCode")}
      </a>
    </p>
  );
}

/** Returns the cooldown of a method that has sent the last message, for `MethodList`. */
export function cooldownOf({ resendInSeconds: inSeconds }: { resendInSeconds: number }) {
  return { inSeconds, note: <Cooldown inSeconds={inSeconds} /> };
}
