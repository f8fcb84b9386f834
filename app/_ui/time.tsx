import { requestLocale } from "@/lib/http/locale";
import { dateTimeFormat } from "@/lib/i18n/dates";

/** Shows a time in UTC. */
export async function Time({ at }: { at: Date }) {
  const format = dateTimeFormat(await requestLocale(), { dateStyle: "medium", timeStyle: "short" });
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {format.format(at)} UTC
    </time>
  );
}
