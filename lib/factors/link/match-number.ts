import { keyedHash } from "@/lib/secrets/hash";

const CHOICES = 3;
const LOWEST = 10;
const NUMBERS = 90;

/**
 * The numbers to choose from when a link is opened away from the browser that asked for it: the right one and two others,
 * in an order that tells nothing. The same link always offers the same three, or the right one would be the one that stays.
 *
 * @param linkId the link's id
 * @param right the number on the waiting page, 10 to 99
 */
export function matchNumberChoices(linkId: string, right: number): number[] {
  const choices = new Set([right]);
  const bytes = keyedHash("match-number", linkId);
  for (const byte of bytes) {
    if (choices.size === CHOICES) break;
    choices.add(LOWEST + (byte % NUMBERS));
  }
  return [...choices].sort((a, b) => a - b);
}
