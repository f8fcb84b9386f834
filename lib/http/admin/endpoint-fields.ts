import { z } from "zod";
import { SUBSCRIBABLE_EVENTS } from "@/lib/events/events";

/** No URL of an endpoint needs to be longer. */
const MAX_URL_LENGTH = 2048;

/** A box that is ticked. */
const ticked = z.literal("on").optional();

/** Where events go, and a box for each event that can be asked for. */
export const endpointFields = {
  url: z.string().trim().min(1).max(MAX_URL_LENGTH),
  ...Object.fromEntries(SUBSCRIBABLE_EVENTS.map((type) => [type, ticked])),
};

/** The events whose box is ticked; none stand for all. */
export function chosenEvents(boxes: Record<string, string | undefined>): string[] {
  return SUBSCRIBABLE_EVENTS.filter((type) => boxes[type] === "on");
}
