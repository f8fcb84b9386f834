import { keyedHash } from "./hash";

/**
 * Returns the primary key of a row that a form creates. A form that is submitted twice with the same input, as by a
 * double click, yields the same key, so that the database accepts only one row. Random if the form has no id.
 *
 * @param form the id of the form, which is new each time its page is rendered; `undefined` if it has none
 * @param parts the user and the input; they are part of the key, so that a form that the browser restores can create
 *   another row
 * @returns a UUID of version 8 (RFC 9562)
 */
export function creationId(form: string | undefined, ...parts: string[]): string {
  if (form === undefined) return crypto.randomUUID();
  const bytes = Buffer.from(keyedHash("form", "creation", form, ...parts)).subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
