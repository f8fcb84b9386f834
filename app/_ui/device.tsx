import { describeDevice } from "@/lib/messages/device";
import { requestLocale } from "@/lib/web/locale";

/** A user agent as a person would say it: "Firefox on Linux". */
export async function Device({ userAgent }: { userAgent: string | null }) {
  return describeDevice(userAgent, await requestLocale());
}
