import { momentFormat } from "@/lib/i18n/dates";
import { requestLocale } from "@/lib/web/locale";

/** A moment, by the one clock that everybody shares. */
export async function Time({ at }: { at: Date }) {
  const format = momentFormat(await requestLocale(), { dateStyle: "medium", timeStyle: "short" });
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {format.format(at)} UTC
    </time>
  );
}
