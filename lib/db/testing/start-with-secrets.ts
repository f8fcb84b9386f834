import { config } from "@/lib/config";
import { loadHashKeys } from "../hash-keys";

/** Uses these secrets as a process that starts with them does: the newest first. */
export async function startWithSecrets(...newestFirst: string[]): Promise<void> {
  const last = newestFirst.length - 1;
  config().authSecrets = newestFirst.map((value, position) => ({
    name: position === last ? "AUTH_SECRET" : `AUTH_SECRET_${last - position}`,
    value,
  }));
  await loadHashKeys({ store: true });
}
