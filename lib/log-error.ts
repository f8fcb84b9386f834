/**
 * Fields of an error that operators need and that contain no values of users. `detail`, `where` and the parameters of a
 * query are left out.
 */
const FIELDS = ["code", "digest", "errno", "syscall", "severity", "constraint", "table", "column", "routine"];

/** The maximum depth of logged causes. */
const MAX_DEPTH = 3;

/** PostgreSQL's data exceptions quote the value in their message. */
const DATA_EXCEPTION = /^22/;

type Details = Record<string, unknown>;

const isObject = (value: unknown): value is Details => typeof value === "object" && value !== null;

/** Returns the error of the database as Prisma wraps it. */
function databaseError({ meta }: Details): Details | null {
  const wrapped = isObject(meta) && isObject(meta.driverAdapterError) ? meta.driverAdapterError.cause : null;
  return isObject(wrapped) ? wrapped : null;
}

function sqlState(error: Details): string | null {
  const { code, originalCode } = databaseError(error) ?? error;
  const state = originalCode ?? code;
  return typeof state === "string" && /^[0-9A-Z]{5}$/.test(state) ? state : null;
}

const withoutQuoted = (text: unknown) => String(text ?? "").replace(/"[^"\n]*"/g, '"…"');

/**
 * Describes an error for the log: type, message, stack, codes (SQLSTATE, Node, Prisma) and causes.
 *
 * @returns `error` itself if it is not an object
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!isObject(error)) return error;
  const state = sqlState(error);
  const quotesValues = state !== null && DATA_EXCEPTION.test(state);
  const { message, stack, cause } = error;
  return {
    type: error.name ?? error.constructor?.name,
    message: quotesValues ? withoutQuoted(message) : message,
    stack: quotesValues ? withoutQuoted(stack) : stack,
    ...Object.fromEntries(FIELDS.filter((name) => name in error).map((name) => [name, error[name]])),
    ...(state !== null && { sqlState: state }),
    ...(cause !== undefined && depth < MAX_DEPTH && { cause: describeError(cause, depth + 1) }),
  };
}
