import { config } from "@/lib/config";
import { ConfigError } from "@/lib/config-error";
import { DataDirectoryInUseError } from "@/lib/db/data-directory-lock";
import { MigrationError } from "@/lib/db/migrations";
import { DatabaseSetupError } from "@/lib/db/server-connection";
import { GeoIpError } from "@/lib/identifiers/geoip";

/** The errors whose message is already one sentence. */
const EXPLAINED = [ConfigError, DataDirectoryInUseError, DatabaseSetupError, MigrationError, GeoIpError];

/** Codes of the operating system for a folder or file that cannot be used. */
const FILE_CODES = new Set(["EACCES", "EDQUOT", "EEXIST", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]);

/** Codes of the operating system for a server that cannot be reached. */
const NETWORK_CODES = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
]);

/**
 * SQLSTATE classes of a server that rejects connections: connection exception, invalid authorization, invalid catalog
 * name, insufficient resources, operator intervention (PostgreSQL documentation, appendix A).
 */
const REFUSED_CLASSES = /^(08|28|3D|53|57)/;
const READ_ONLY_TRANSACTION = "25006";

/** The messages of `pg` for a server that does not answer or closes the connection. */
const NO_ANSWER = /^(Connection terminated|timeout expired|Client has encountered a connection error)/;

const firstLine = (text: string) => text.trim().split("\n").at(-1)?.trim() ?? "";

/** Returns the innermost wrapped error, such as the one of the first address of a host name. */
function innermost(error: unknown): { code?: string; message?: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return (error ?? {}) as { code?: string; message?: string };
}

/**
 * Describes why this process cannot start, or a command cannot run.
 *
 * @returns one sentence, without a stack trace
 */
export function describeStartupError(error: unknown): string {
  if (EXPLAINED.some((type) => error instanceof type)) return (error as Error).message;
  const { code = "", message = "" } = innermost(error);
  const { databaseUrl, dataDirectory } = config();
  if (FILE_CODES.has(code)) {
    const what = databaseUrl === null ? "The embedded database" : "The data directory";
    const where = databaseUrl === null ? `in ${dataDirectory}` : dataDirectory;
    return `${what} ${where} cannot be opened (${code}): check that DATA_DIR is a folder this user may write to.`;
  }
  if (databaseUrl !== null) {
    if (code === READ_ONLY_TRANSACTION) {
      return "The database is read-only: connect to the primary server, or make the database writable.";
    }
    if (NETWORK_CODES.has(code) || REFUSED_CLASSES.test(code) || NO_ANSWER.test(message)) {
      return `The database cannot be reached (${code || message}): check DATABASE_URL and that PostgreSQL is running.`;
    }
  }
  return `Something unexpected failed: ${firstLine(message).replace(/\.$/, "") || "unknown"}${code ? ` (${code})` : ""}.`;
}
