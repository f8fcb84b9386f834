import { requestLocale } from "@/lib/http/locale";
import { describeDevice } from "@/lib/notifications/device";

/** Shows a user agent in readable form: "Firefox on Linux". */
export async function Device({ userAgent }: { userAgent: string | null }) {
  return describeDevice(userAgent, await requestLocale());
}
