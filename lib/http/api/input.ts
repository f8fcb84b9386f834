import type { z } from "zod";
import { failure, flowError, type Result } from "@/lib/errors";
import { MAX_BODY_BYTES } from "../body-limit.mjs";
import { fieldErrors } from "./field-errors";

/**
 * How much of an oversized body is read before it is rejected. A client that is still sending cannot read the error
 * response.
 */
const MAX_DRAINED_BYTES = 2 * 1024 * 1024;

type Fields = Record<string, unknown>;

/**
 * Reads the fields of a request: the query of a GET, otherwise the JSON body. A request without a body has no fields.
 *
 * @param schema a strict object: unknown fields are rejected
 * @returns the fields; or `form_param_missing`, `form_param_format_invalid`, `form_param_unknown`,
 *   `redirect_url_not_allowed`, one entry per field, or `request_too_large`
 */
export async function readInput<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Promise<Result<{ input: z.output<Schema> }>> {
  const read = request.method === "GET" ? readQuery(request) : await readBody(request);
  if (!read.ok) return read;
  const unreadable = Object.keys(read.fields).filter((name) => !isReadable(read.fields[name]));
  const [first, ...others] = unreadable.map((paramName) =>
    flowError("form_param_format_invalid", { paramName: paramName.slice(0, 100) }),
  );
  if (first) return { ok: false, errors: [first, ...others] };
  const parsed = schema.safeParse(read.fields);
  if (parsed.success) return { ok: true, input: parsed.data };
  return { ok: false, errors: fieldErrors(read.fields, parsed.error.issues) };
}

/** Whether a value can be stored. PostgreSQL accepts no NUL in text, and UTF-8 cannot encode a lone surrogate. */
const isReadable = (value: unknown) =>
  typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));

function readQuery(request: Request): Result<{ fields: Fields }> {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  if (new Set(names).size < names.length) return failure("form_param_format_invalid");
  return { ok: true, fields: Object.fromEntries(searchParams) };
}

async function readBody(request: Request): Promise<Result<{ fields: Fields }>> {
  const text = await readText(request);
  if (text === null) return failure("request_too_large");
  if (text === "") return { ok: true, fields: {} };
  const type = request.headers.get("content-type") ?? "";
  const fields = /^application\/json\s*(;|$)/i.test(type) ? parse(text) : null;
  return fields === null
    ? failure("form_param_format_invalid", {}, { key: "body_no_json" })
    : { ok: true, fields };
}

/** Reads the body as text. Keeps at most `MAX_BODY_BYTES` in memory. */
async function readText({ body }: Request): Promise<string | null> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > MAX_DRAINED_BYTES) return null;
    if (bytes <= MAX_BODY_BYTES) chunks.push(read.value);
  }
  return bytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}
