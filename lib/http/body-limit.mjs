/** How many bytes a request may carry, be it a form or JSON: many times what the longest of ours needs. */
export const MAX_BODY_BYTES = 64 * 1024;
