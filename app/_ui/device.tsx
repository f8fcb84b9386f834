import { requestLocale } from "@/lib/http/locale";
import { describeDevice } from "@/lib/notifications/device";

/** A user agent as a person would say it: "Firefox on Linux". */
export async function Device({ userAgent }: { userAgent: string | null }) {
  return describeDevice(userAgent, await requestLocale());
}
