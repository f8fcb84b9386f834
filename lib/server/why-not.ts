import { ConfigError, config } from "@/lib/config";
import { DataDirectoryInUseError } from "@/lib/db/data-directory-lock";
import { MigrationError } from "@/lib/db/migrations";
import { PlacesError } from "@/lib/identifiers/place";

/** Why this process cannot start, in one sentence for whoever tried. */
export function whyNot(error: unknown): string {
  const ours = [ConfigError, DataDirectoryInUseError, MigrationError, PlacesError].some(
    (type) => error instanceof type,
  );
  if (ours) return (error as Error).message;
  const { code, message } = error as { code?: string; message?: string };
  const { databaseUrl, dataDirectory } = config();
  if (databaseUrl === null) {
    return `The embedded database in ${dataDirectory} cannot be opened (${code ?? message}): check that DATA_DIR is a folder this user may write to.`;
  }
  return `The database cannot be reached (${code ?? message}): check DATABASE_URL and that PostgreSQL is running.`;
}
