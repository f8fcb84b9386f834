import type { UserRecord } from "@/lib/flows/users/read";

/** What a user is known by in a list: the primary address or number, or else the name or id. */
export function userName({ emailAddresses, phoneNumbers, name, id }: UserRecord): string {
  return emailAddresses[0]?.value ?? phoneNumbers[0]?.value ?? name ?? id;
}
