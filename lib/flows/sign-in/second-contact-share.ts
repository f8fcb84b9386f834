import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { globalSingleton } from "@/lib/global-singleton";
import { isInCountries } from "@/lib/identifiers/phone";

/**
 * The share of users, 0 to 1, who are offered a contact of the other kind: by kind of the typed identifier. For a
 * username: the share with an address, and those with a number among the users with and without an address.
 */
export type SecondContactShare = {
  email: number;
  phone: number;
  username: { email: number; phoneWithEmail: number; phoneWithoutEmail: number };
};

/** The share used while the installation has no users. Sign-up requires an address. */
const BEFORE_USERS: SecondContactShare = {
  email: 1 / 3,
  phone: 1,
  username: { email: 1, phoneWithEmail: 1 / 3, phoneWithoutEmail: 1 / 3 },
};
const SAMPLE_SIZE = 1_000;
/** Shares are rounded to 1/20, so that the set of decoys does not change with each new user. */
const STEPS = 20;
const CACHE_MS = 5 * 60_000;

const cache = globalSingleton("second-contact-share", () => ({
  share: BEFORE_USERS,
  readAt: Number.NEGATIVE_INFINITY,
}));

/**
 * Returns the share of this installation, at most five minutes old. Every instance finds the same value, because all
 * read the same sample.
 */
export async function secondContactShare(db: Db): Promise<SecondContactShare> {
  if (performance.now() - cache.readAt > CACHE_MS) {
    cache.share = await readSecondContactShare(db);
    cache.readAt = performance.now();
  }
  return cache.share;
}

/**
 * Computes the share from the verified contacts with the lowest IDs, and with `USERNAMES` from the users with a username
 * with the lowest IDs. IDs are random, so these are random samples. Each costs an index scan of bounded length and stays
 * stable while users are added and deleted.
 */
export async function readSecondContactShare(db: Db): Promise<SecondContactShare> {
  const numbers = await db.$queryRaw<{ number: string | null }[]>`
    SELECT p.number FROM (
      SELECT "userId" FROM "EmailAddress" WHERE "verifiedAt" IS NOT NULL ORDER BY id LIMIT ${SAMPLE_SIZE}) e
    LEFT JOIN "PhoneNumber" p ON p."userId" = e."userId" AND p."isPrimary" AND p."verifiedAt" IS NOT NULL`;
  const addresses = await db.$queryRaw<{ address: string | null }[]>`
    SELECT e.address FROM (
      SELECT "userId" FROM "PhoneNumber" WHERE "verifiedAt" IS NOT NULL ORDER BY id LIMIT ${SAMPLE_SIZE}) p
    LEFT JOIN "EmailAddress" e ON e."userId" = p."userId" AND e."isPrimary" AND e."verifiedAt" IS NOT NULL`;
  return {
    email: shareOf(
      numbers.map(({ number }) => isReachable(number)),
      BEFORE_USERS.email,
    ),
    phone: shareOf(
      addresses.map(({ address }) => address !== null),
      BEFORE_USERS.phone,
    ),
    username: config().usernames ? await readShareOfUsernames(db) : BEFORE_USERS.username,
  };
}

async function readShareOfUsernames(db: Db): Promise<SecondContactShare["username"]> {
  const users = await db.$queryRaw<{ address: string | null; number: string | null }[]>`
    SELECT e.address, p.number FROM (
      SELECT id FROM "User" WHERE username IS NOT NULL ORDER BY id LIMIT ${SAMPLE_SIZE}) u
    LEFT JOIN "EmailAddress" e ON e."userId" = u.id AND e."isPrimary" AND e."verifiedAt" IS NOT NULL
    LEFT JOIN "PhoneNumber" p ON p."userId" = u.id AND p."isPrimary" AND p."verifiedAt" IS NOT NULL`;
  const phones = (hasEmail: boolean) =>
    users.filter(({ address }) => (address !== null) === hasEmail).map(({ number }) => isReachable(number));
  const { username: before } = BEFORE_USERS;
  return {
    email: shareOf(
      users.map(({ address }) => address !== null),
      before.email,
    ),
    phoneWithEmail: shareOf(phones(true), before.phoneWithEmail),
    phoneWithoutEmail: shareOf(phones(false), before.phoneWithoutEmail),
  };
}

function isReachable(number: string | null): boolean {
  return number !== null && isInCountries(number, config().phone.countries);
}

/**
 * Rounds a share, except 0 and 1. Any other share is never rounded to 0 or 1: the exceptions would then be recognizable
 * as real accounts.
 */
function shareOf(offered: boolean[], otherwise: number): number {
  if (offered.length === 0) return otherwise;
  const share = offered.filter(Boolean).length / offered.length;
  if (share === 0 || share === 1) return share;
  return Math.min(Math.max(Math.round(share * STEPS), 1), STEPS - 1) / STEPS;
}
