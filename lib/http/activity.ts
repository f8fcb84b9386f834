import { z } from "zod";
import { type ActivityPage, readActivity } from "@/lib/flows/activity";

const PAGE_LENGTH = 25;

/**
 * Reads a page of a user's activity.
 *
 * @param before the value of the URL parameter; anything but an event id of this user is ignored
 */
export function activityPage(userId: string, before: string | undefined): Promise<ActivityPage> {
  const parsed = z.uuid().safeParse(before);
  return readActivity(userId, { limit: PAGE_LENGTH, before: parsed.success ? parsed.data : null });
}
