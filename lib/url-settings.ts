import { z } from "zod";

/** A setting with an http or https URL. Its value has no slash at the end. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL" })
  .transform((value) => value.replace(/\/+$/, ""));
