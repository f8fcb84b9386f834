import { z } from "zod";
import { SUBSCRIBABLE_EVENTS } from "@/lib/events/events";

/** The maximum length of an endpoint URL, in characters. */
const MAX_URL_LENGTH = 2048;

/** A ticked checkbox. */
const ticked = z.literal("on").optional();

/** The URL of an endpoint, and a checkbox for each event that it can subscribe to. */
export const endpointFields = {
  url: z.string().trim().min(1).max(MAX_URL_LENGTH),
  ...Object.fromEntries(SUBSCRIBABLE_EVENTS.map((type) => [type, ticked])),
};

/** Returns the events whose checkbox is ticked. An empty list means all events. */
export function chosenEvents(boxes: Record<string, string | undefined>): string[] {
  return SUBSCRIBABLE_EVENTS.filter((type) => boxes[type] === "on");
}
