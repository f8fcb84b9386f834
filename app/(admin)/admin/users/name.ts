import type { UserRecord } from "@/lib/flows/users/read";

/** Returns the display name of a user in a list: the primary identifier, otherwise the username, name or id. */
export function userName({ emailAddresses, phoneNumbers, username, name, id }: UserRecord): string {
  return emailAddresses[0]?.value ?? phoneNumbers[0]?.value ?? username ?? name ?? id;
}
