import { MAX_BODY_BYTES } from "./body-limit.mjs";

const MULTIPART = /^multipart\/form-data\b/i;
/** A media type with its parameters (RFC 9110 §8.3.1). */
const MULTIPART_SYNTAX = /^multipart\/form-data(\s*;\s*[\w-]+=("[^"]*"|[^\s;"]+))+\s*$/i;
/** What no header of a part holds: a control character. */
const CONTROL = /(?![\t\r\n])\p{Cc}|\r(?!\n)|(?<!\r)\n/u;

/**
 * Finds out why the body of a request cannot be a form of this app. Next would answer 500, and log a stack trace.
 *
 * @returns 413 for more bytes than any form has, 400 for multipart that cannot be parsed, otherwise `null`
 */
export async function formBodyError({ method, headers, body }: Request): Promise<413 | 400 | null> {
  const length = headers.get("content-length");
  const type = headers.get("content-type") ?? "";
  const isMultipart = method === "POST" && MULTIPART.test(type);
  if (Number(length) > MAX_BODY_BYTES) return 413;
  if (length !== null && !isMultipart) return null;
  const bytes = body === null ? Buffer.alloc(0) : await readAtMost(body, MAX_BODY_BYTES);
  if (bytes === null) return 413;
  return isMultipart && !(await isForm(bytes, type)) ? 400 : null;
}

/** Returns `null` where there are more bytes. */
async function readAtMost(body: ReadableStream<Uint8Array>, max: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > max) return null;
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

/** Next has two parsers, one for forms with JavaScript and one without: what passes here, both can read. */
async function isForm(bytes: Buffer, type: string): Promise<boolean> {
  if (!MULTIPART_SYNTAX.test(type)) return false;
  const form = new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  if ((await form.catch(() => null)) === null) return false;
  const text = bytes.toString("utf8");
  const [boundary = ""] = text.split("\r\n", 1);
  return text.split(boundary).every((part) => !CONTROL.test(part.split("\r\n\r\n", 1)[0] ?? ""));
}
