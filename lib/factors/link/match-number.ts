import { keyedHash } from "@/lib/secrets/hash";
import { LOWEST_MATCH_NUMBER } from "@/lib/secrets/random";

const CHOICES = 3;
const NUMBERS = 100 - LOWEST_MATCH_NUMBER;

/**
 * The numbers to choose from when a link is opened away from the browser that asked for it: the right one and two others,
 * in an order that tells nothing. The same link always offers the same three, or the right one would be the one that stays.
 *
 * @param linkId the link's id
 * @param right the number on the waiting page, 31 to 99
 */
export function matchNumberChoices(linkId: string, right: number): number[] {
  const choices = new Set([right]);
  const bytes = keyedHash("match-number", linkId);
  for (const byte of bytes) {
    if (choices.size === CHOICES) break;
    choices.add(LOWEST_MATCH_NUMBER + (byte % NUMBERS));
  }
  return [...choices].sort((a, b) => a - b);
}
