import type { UserRecord } from "@/lib/flows/users/read";

/** Returns the display name of a user in a list: the primary identifier, otherwise the name or id. */
export function userName({ emailAddresses, phoneNumbers, name, id }: UserRecord): string {
  return emailAddresses[0]?.value ?? phoneNumbers[0]?.value ?? name ?? id;
}
