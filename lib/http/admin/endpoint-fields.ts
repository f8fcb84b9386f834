import { z } from "zod";
import { EVENT_ALIASES, SUBSCRIBABLE_EVENTS } from "@/lib/events/events";

/** The maximum length of an endpoint URL, in characters. */
const MAX_URL_LENGTH = 2048;

/** A ticked checkbox. */
const ticked = z.literal("on").optional();

const NAMES: string[] = [...SUBSCRIBABLE_EVENTS, ...EVENT_ALIASES.keys()];

/** The URL of an endpoint, and a checkbox for each event that it can subscribe to. A form can also send an alias. */
export const endpointFields = {
  url: z.string().trim().min(1).max(MAX_URL_LENGTH),
  ...Object.fromEntries(NAMES.map((type) => [type, ticked])),
};

/** Returns the events whose checkbox is ticked. An empty list means all events. */
export function chosenEvents(boxes: Record<string, string | undefined>): string[] {
  return NAMES.filter((type) => boxes[type] === "on");
}
