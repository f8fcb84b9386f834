import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { confirmTotp } from "@/lib/factors/totp/consume";
import { makeTotpSecret, sealTotpSecret, totpUri, unsealTotpSecret } from "@/lib/factors/totp/secret";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits, tooManyRequests } from "../limits/check";
import { withGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";
import { changeSecondFactors, type FactorsChanged, sessionForSetup } from "./change";
import { removeOrphanedBackupCodes } from "./factors";

/** A secret during its setup, for the authenticator app: as the URI of a QR code, or to type. */
export type TotpSetup = { uri: string; secret: string };

/**
 * Creates a secret for an authenticator app. It is no factor until one of its codes is verified, and only the session
 * that requested it can read it. A repeated call replaces it.
 *
 * @returns nothing; or `client_state_invalid` if an app is already set up, `too_many_requests`, or the errors of
 *   `sessionForSetup`
 */
export async function beginTotp(caller: Caller): Promise<Result> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.factorSetups(user.id));
  if (!within.ok) return within;
  const sealed = sealTotpSecret(makeTotpSecret());
  const begun = await db.$executeRaw`
    INSERT INTO "TotpSecret" ("userId", "sessionId", "sealedSecret")
    VALUES (${user.id}::uuid, ${sessionId}::uuid, ${sealed})
    ON CONFLICT ("userId") DO UPDATE
      SET "sessionId" = excluded."sessionId", "sealedSecret" = excluded."sealedSecret", "createdAt" = now()
      WHERE "TotpSecret"."verifiedAt" IS NULL`;
  return begun > 0 ? { ok: true } : failure("client_state_invalid");
}

/** Returns the secret that a session is setting up, or `null`. */
export async function readTotpSetup({ id: sessionId, user }: CurrentSession): Promise<TotpSetup | null> {
  const db = await database();
  const row = await db.totpSecret.findFirst({
    where: { userId: user.id, sessionId, verifiedAt: null },
    select: { sealedSecret: true },
  });
  if (row === null) return null;
  const secret = unsealTotpSecret(row.sealedSecret);
  return { secret, uri: totpUri(secret, userLabel(user)) };
}

/**
 * Makes an authenticator app a second factor after verifying one of its codes.
 *
 * @param input six digits
 * @returns the changed session and any backup codes; or `form_code_incorrect`, `too_many_requests`, or the errors of
 *   `sessionForSetup`
 */
export async function confirmTotpSetup(
  input: { code: string },
  caller: Caller,
): Promise<Result<FactorsChanged>> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  const { session } = found;
  const db = await database();
  const { id } = session.user;
  const target = { kind: "code", account: id, identifier: id, isKnownClient: true } as const;
  const counted = await withGuess(db, target, caller, async () => {
    const changed = await changeSecondFactors(
      session,
      async (tx) => {
        const right = await confirmTotp(tx, session.user.id, session.id, input.code);
        if (!right)
          return failure("form_code_incorrect", { paramName: "code" }, { key: "totp_wrong_at_setup" });
        const bringsBackupCodes = !session.hasSecondFactor;
        return {
          ok: true,
          type: "second_factor.totp_added",
          change: "totp_added",
          bringsBackupCodes,
          proven: true,
        };
      },
      caller,
    );
    return { changed, outcome: changed.ok ? "right" : "wrong" };
  });
  if ("rejected" in counted) return tooManyRequests(counted.retryAfterSeconds, "code");
  return counted.checked.changed;
}

/**
 * Removes the authenticator app of the caller. Requires a recent authentication with a second factor.
 *
 * @returns the changed session; or `resource_not_found`, `fresh_proof_required`, `authentication_invalid`,
 *   `session_pending`
 */
export async function removeTotp(caller: Caller): Promise<Result<FactorsChanged>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const remove = async (tx: Db) => {
    const { count } = await tx.totpSecret.deleteMany({ where: { userId, verifiedAt: { not: null } } });
    if (count === 0) return failure("resource_not_found");
    await removeOrphanedBackupCodes(tx, userId);
    return { ok: true, type: "second_factor.totp_removed", change: "totp_removed", proven: false } as const;
  };
  return changeSecondFactors(found.session, remove, caller);
}
