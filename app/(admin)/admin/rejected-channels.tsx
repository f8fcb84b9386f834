import { listRejectedChannels } from "@/lib/flows/messages/rejected-channels";
import { getTranslations } from "@/lib/http/locale";

/** Says which channels send nothing because their provider rejects our settings, and what it answers. */
export async function RejectedChannels() {
  const t = await getTranslations("admin.rejectedChannels");
  const channels = await listRejectedChannels();
  return channels.map(({ channel, error }) => (
    <p key={channel} role="status" className="mb-5 max-w-[36rem] text-wrong text-pretty wrap-anywhere">
      {t(channel)} <bdi>{error}</bdi>
    </p>
  ));
}
