import { z } from "zod";
import { type ActivityPage, readActivity } from "@/lib/flows/activity";

const PAGE_LENGTH = 25;

/**
 * A page of somebody's activity.
 *
 * @param before as the page's URL has it: what is no id of theirs stands for nothing
 */
export function activityPage(userId: string, before: string | undefined): Promise<ActivityPage> {
  const parsed = z.uuid().safeParse(before);
  return readActivity(userId, { limit: PAGE_LENGTH, before: parsed.success ? parsed.data : null });
}
