import { readRejectedChannels } from "@/lib/flows/admin/messages/rejected-channels";
import { getTranslations } from "@/lib/http/locale";

/** Lists the channels that send nothing because their provider rejects the settings, with the provider's response. */
export async function RejectedChannels() {
  const t = await getTranslations("admin.rejectedChannels");
  const channels = await readRejectedChannels();
  return channels.map(({ channel, error }) => (
    <p key={channel} role="status" className="mb-5 max-w-[36rem] text-wrong text-pretty wrap-anywhere">
      {t(channel)} <bdi>{error}</bdi>
    </p>
  ));
}
