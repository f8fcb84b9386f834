import { z } from "zod";

/**
 * The hidden field that names one rendering of a form that creates something. The action creates at most one row for a
 * form and its input, so that a double click without JavaScript has no further effect.
 */
export function FormId() {
  return <input type="hidden" name="form_id" value={crypto.randomUUID()} />;
}

/** The field of `FormId`. Optional, because only pages send it. */
export const formIdField = z.uuid().optional();
