import { MAX_BODY_BYTES } from "./body-limit.mjs";

const MULTIPART = /^multipart\/form-data\b/i;
/** A media type with parameters (RFC 9110 §8.3.1). */
const MULTIPART_SYNTAX = /^multipart\/form-data(\s*;\s*[\w-]+=("[^"]*"|[^\s;"]+))+\s*$/i;
/** Control characters, which no part header may contain. */
const CONTROL = /(?![\t\r\n])\p{Cc}|\r(?!\n)|(?<!\r)\n/u;

/**
 * Returns the status to reject a request body with. Without this check Next.js would respond with 500 and log a stack
 * trace.
 *
 * @returns 413 for a body that exceeds `MAX_BODY_BYTES`, 400 for multipart data that cannot be parsed, otherwise `null`
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

/** Returns `null` if the body exceeds `max` bytes. */
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

/**
 * Whether both parsers of Next.js accept the form. Next.js has one for forms sent with JavaScript and one for forms
 * sent without it.
 */
async function isForm(bytes: Buffer, type: string): Promise<boolean> {
  if (!MULTIPART_SYNTAX.test(type)) return false;
  const form = new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  if ((await form.catch(() => null)) === null) return false;
  const text = bytes.toString("utf8");
  const [boundary = ""] = text.split("\r\n", 1);
  return text.split(boundary).every((part) => !CONTROL.test(part.split("\r\n\r\n", 1)[0] ?? ""));
}
