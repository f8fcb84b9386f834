/** A check that prevents an attack, the source without it, and the unit tests that must fail then. */
export type Guard = {
  file: string;
  /** Occurs in the file exactly once. */
  snippet: string;
  without: string;
  tests: readonly string[];
};

const FLOWS = "lib/flows";
const CLAIMS = [`${FLOWS}/sign-in/claims.test.ts`];
const OUTSTANDING = [`${FLOWS}/outstanding-proofs.test.ts`];
const ONE_TIME = [`${FLOWS}/one-time-proofs.test.ts`];
const TRUST = [`${FLOWS}/second-factor/trusted-devices.test.ts`];
const REPLACED = [`${FLOWS}/replaced-session.test.ts`];
const PASSKEYS = [`${FLOWS}/passkeys/passkeys.test.ts`];
const INVITATIONS = [`${FLOWS}/organizations/invitations.test.ts`];
const SIGN_UP_RULES = [`${FLOWS}/sign-up/restrictions.test.ts`];
const SIGN_UP_INVITATIONS = [`${FLOWS}/sign-up-invitations/invitations.test.ts`];
const SESSIONS = ["lib/sessions/find.test.ts"];
const LOOKUPS = ["lib/http/session-lookup.test.ts"];
const THRESHOLDS = [`${FLOWS}/limits/thresholds.test.ts`];
const GUESSES = [`${FLOWS}/limits/guesses.test.ts`];
const COUNTERS = ["lib/db/rate-limit.test.ts"];
const NEW_DEVICES = [`${FLOWS}/new-device/new-device.test.ts`];
const RACES = [`${FLOWS}/session-races.test.ts`];

/** Removes the snippet from the file. */
const cut = (file: string, snippet: string, tests: readonly string[]): Guard => ({
  file,
  snippet,
  without: "",
  tests,
});

const swap = (file: string, snippet: string, without: string, tests: readonly string[]): Guard => ({
  file,
  snippet,
  without,
  tests,
});

/** Makes a limit too large to be reached. The snippet ends with its number. */
const raise = (file: string, snippet: string, tests: readonly string[]): Guard =>
  swap(file, snippet, snippet.replace(/[^:,=]*$/, " 1_000_000"), tests);

const CODE = "lib/factors/code/consume.ts";
const LINK = "lib/factors/link/consume.ts";
const TOTP = "lib/factors/totp/consume.ts";
const BACKUP = "lib/factors/backup-code/codes.ts";
const CHALLENGE = "lib/factors/passkey/challenge.ts";
const FIND = "lib/sessions/find.ts";
const LOOKUP = "lib/http/session-lookup.ts";
const ROWS = "lib/sessions/sessions.ts";
const DEVICES = `${FLOWS}/second-factor/trusted-devices.ts`;
const MEMBERS = `${FLOWS}/organizations/members.ts`;
const JOIN = `${FLOWS}/organizations/join.ts`;
const NEW_PASSWORD = `${FLOWS}/apply-password-change.ts`;
const REPORT = `${FLOWS}/new-device/report.ts`;
const REPORT_TOKEN = `${FLOWS}/new-device/token.ts`;
const LIMITS_OF_REQUESTS = `${FLOWS}/limits/requests.ts`;
const LIMITS_OF_MESSAGES = `${FLOWS}/limits/messages.ts`;
const LIMITS_OF_GUESSES = `${FLOWS}/limits/guesses.ts`;
const RATE_LIMIT = "lib/db/rate-limit.ts";
const LIMITS_OF_INVITATIONS = `${FLOWS}/organizations/limits.ts`;

/** The counters of the flows, by file. */
const COUNTED: readonly (readonly [file: string, snippet: string])[] = [
  ["secret-key.ts", "requestLimits.secretKeys(metadata)"],
  ["account/change-password.ts", "requestLimits.newPasswordsOf(user.id)"],
  ["account/export.ts", "requestLimits.dataDownloads(user.id)"],
  ["email-link/confirm.ts", "requestLimits.attempts(caller.metadata)"],
  ["account/request-deletion.ts", "requestLimits.deletionRequests(userId)"],
  ["reauthentication/with-code.ts", "sessionMessageLimits(session.user.id, destination)"],
  ["reauthentication/with-password.ts", "requestLimits.reauthentications(user.id)"],
  ["reauthentication/with-passkey.ts", "requestLimits.reauthentications(user.id)"],
  ["reauthentication/with-second-factor.ts", "requestLimits.reauthentications(user.id)"],
  ["identifiers/verify.ts", "sessionMessageLimits(userId, own.value)"],
  ["identifiers/add.ts", "requestLimits.identifierChanges(userId)"],
  ["identifiers/change.ts", "requestLimits.identifierChanges(userId)"],
  ["sign-up-invitations/invite.ts", "signUpInvitationLimits(read.value)"],
  ["organizations/invite.ts", "invitationLimits({ organizationId, invitedById, recipient })"],
  ["organizations/invitation.ts", "invitationDeliveryLimits(caller.metadata, emailAddress)"],
  ["passkeys/add.ts", "requestLimits.factorSetups(user.id)"],
  ["passkeys/options.ts", "requestLimits.passkeyChallenges(caller.metadata)"],
  ["passkeys/verify.ts", "requestLimits.passkeyNotices(userId)"],
  ["passkeys/sign-in.ts", "requestLimits.attempts(caller.metadata)"],
  [
    "passkeys/sign-in.ts",
    "requestLimits.signIns(checked.passkey.userId, clientName(caller), { isKnownClient: true })",
  ],
  ["second-factor/backup-codes.ts", "requestLimits.factorSetups(userId)"],
  ["second-factor/phone.ts", "requestLimits.factorSetups(user.id)"],
  ["second-factor/phone.ts", "sessionMessageLimits(user.id, phone.number)"],
  ["second-factor/prepare.ts", `messageRequestLimits(caller, \`\${attempt.id} \${phone.id}\`, known)`],
  ["second-factor/verify.ts", "requestLimits.secondFactorNotices(userId)"],
  ["second-factor/totp.ts", "requestLimits.factorSetups(user.id)"],
  ["password-reset/access-token.ts", "requestLimits.newPasswordsOf(read.granted.signInId)"],
  ["password-reset/access-token.ts", "requestLimits.attempts(caller.metadata)"],
  ["limits/attempts.ts", "requestLimits.attemptsOfKnownClient(clientName(caller))"],
  ["limits/attempts.ts", "requestLimits.attempts(caller.metadata)"],
  ["limits/attempts.ts", "requestLimits.attemptsFor(caller.metadata, identifier)"],
  ["sign-in/create.ts", "messageRequestLimits(caller, identifier.value, known)"],
  ["sign-in/prepare-first-factor.ts", "messageRequestLimits(caller, subject, known)"],
  ["password-reset/with-code.ts", "requestLimits.newPasswordsOf(attempt.id)"],
  ["password-reset/with-code.ts", "requestLimits.newPasswords(caller.metadata)"],
  ["sign-in/with-password.ts", "requestLimits.passwords(caller.metadata)"],
  [
    "sign-in/with-password.ts",
    "requestLimits.signIns(account.userId, clientName(caller), { isKnownClient: isKnown })",
  ],
  ["sign-up/create.ts", "requestLimits.signUps(caller.metadata)"],
  ["sign-up/create.ts", "signUpMessageLimits(emailAddress, caller)"],
  ["sign-up/prepare-verification.ts", "signUpMessageLimits(emailAddress, caller)"],
  ["admin/request-password-reset.ts", "requestLimits.resetNotices(userId)"],
  ["verification/send.ts", "deliveryLimits(caller, message)"],
];

export const GUARDS: readonly Guard[] = [
  // Codes, links, apps, backup codes, passkeys
  swap(
    CODE,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    ONE_TIME,
  ),
  swap(
    CODE,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "consumedAt" IS NULL AND "expiresAt" > now()`,
    ONE_TIME,
  ),
  swap(
    CODE,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL`,
    ONE_TIME,
  ),
  swap(
    "lib/factors/code/issue.ts",
    `rotatingHashes("code", verificationId, destination, code)`,
    `rotatingHashes("code", verificationId, code)`,
    ONE_TIME,
  ),
  swap(
    LINK,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    ONE_TIME,
  ),
  swap(
    LINK,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "consumedAt" IS NULL AND "expiresAt" > now()`,
    ONE_TIME,
  ),
  swap(
    LINK,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`,
    `AND "consumedAt" IS NULL AND "supersededAt" IS NULL`,
    ONE_TIME,
  ),
  cut(LOOKUP, "lookup.token === token && ", LOOKUPS),
  cut(LOOKUP, " && lookup.expiresAtMs > performance.now()", LOOKUPS),
  swap(LOOKUP, "  lookups.delete(id);\n  const isUsable", "  const isUsable", LOOKUPS),
  cut("middleware.ts", "  headers.set(SESSION_LOOKUP_HEADER, lookupId);\n", LOOKUPS),
  cut("lib/http/incoming-request.ts", "  delete headers[SESSION_LOOKUP_HEADER];\n", LOOKUPS),
  cut(TOTP, ` AND "lastStep" < \${step}`, ONE_TIME),
  cut(TOTP, ` AND "sessionId" = \${sessionId}::uuid`, ONE_TIME),
  swap(
    TOTP,
    `FROM "TotpSecret" WHERE "userId" = \${userId}::uuid AND "verifiedAt" IS NOT NULL`,
    `FROM "TotpSecret" WHERE "userId" = \${userId}::uuid`,
    ONE_TIME,
  ),
  swap(BACKUP, `"codeHash" = \${codeHash} AND "consumedAt" IS NULL`, `"codeHash" = \${codeHash}`, ONE_TIME),
  swap(BACKUP, `WHERE "userId" = \${userId}::uuid AND "codeHash"`, `WHERE "codeHash"`, ONE_TIME),
  cut(BACKUP, `  await removeBackupCodes(tx, userId);\n`, ONE_TIME),
  cut(CHALLENGE, ` AND "clientHash" = \${clientHash}`, PASSKEYS),
  cut(CHALLENGE, `\n      AND purpose = \${purpose}::"PasskeyPurpose"`, PASSKEYS),
  cut(CHALLENGE, `\n      AND "sessionId" IS NOT DISTINCT FROM \${sessionId ?? null}::uuid`, PASSKEYS),
  cut(CHALLENGE, `"signInId" IS NOT DISTINCT FROM \${signInId ?? null}::uuid AND `, PASSKEYS),
  cut(CHALLENGE, ` AND "expiresAt" > now()`, PASSKEYS),
  swap(
    "lib/factors/passkey/assertion.ts",
    `requireUserVerification: userVerification === "required"`,
    `requireUserVerification: false`,
    PASSKEYS,
  ),
  cut(
    "lib/factors/passkey/assertion.ts",
    ` AND (counter < \${counter} OR (counter = 0 AND \${counter} = 0))`,
    PASSKEYS,
  ),
  swap(`${FLOWS}/passkeys/verify.ts`, `passkey.userId === userId;`, `true;`, PASSKEYS),
  // Sessions
  cut(FIND, ` AND s."revokedAt" IS NULL`, SESSIONS),
  cut(FIND, ` AND s."expiresAt" > now()`, SESSIONS),
  cut(FIND, ` AND u."lockedAt" IS NULL`, SESSIONS),
  cut(FIND, `\n      AND u."deletionDueAt" IS NULL`, SESSIONS),
  cut(FIND, `s."lastActiveAt" > now() - \${idleSeconds} * interval '1 second' AND `, SESSIONS),
  cut(FIND, `  if (isPending && row.pendingTooLong) return null;\n`, SESSIONS),
  swap(FIND, `const RECENT_AUTH_SECONDS = 600;`, `const RECENT_AUTH_SECONDS = 6000;`, SESSIONS),
  swap(
    FIND,
    `CASE WHEN f."hasSecondFactor" THEN s."secondFactorProvenAt" ELSE s."provenAt" END`,
    `s."provenAt"`,
    SESSIONS,
  ),
  swap(ROWS, `of.replacesToken === null ? null : keyedHash("session", of.replacesToken)`, `null`, CLAIMS),
  swap(ROWS, `AND "revokedAt" IS NULL FOR UPDATE`, `FOR UPDATE`, REPLACED),
  cut(
    `${FLOWS}/account/change-password.ts`,
    `  if (!(await lockCurrentSession(tx, caller))) return null;\n`,
    REPLACED,
  ),
  cut(
    `${FLOWS}/second-factor/change.ts`,
    `    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");\n`,
    REPLACED,
  ),
  cut(
    `${FLOWS}/reauthentication/with-password.ts`,
    `  if (!(await lockCurrentSession(tx, caller))) return null;\n`,
    REPLACED,
  ),
  swap(
    `${FLOWS}/reauthentication/with-code.ts`,
    `if (sessionId === null || !(await lockCurrentSession(tx, caller))) return null;`,
    `if (sessionId === null) return null;`,
    REPLACED,
  ),
  // Attempts
  cut(`${FLOWS}/sign-in/on-verified.ts`, ` AND v."clientHash" = \${clientHash(caller)}`, CLAIMS),
  cut(`${FLOWS}/sign-in/on-verified.ts`, ` AND v."expiresAt" > now()`, CLAIMS),
  cut(`${FLOWS}/sign-in/with-password.ts`, ` AND s."userId" = \${userId}::uuid`, CLAIMS),
  cut(`${FLOWS}/sign-in/with-password.ts`, ` AND v."clientHash" = \${hash}`, CLAIMS),
  cut(`${FLOWS}/sign-in/with-password.ts`, ` AND v."expiresAt" > now()`, CLAIMS),
  swap(`${FLOWS}/sign-in/attempt.ts`, `if (!row?.ownClient) return null;`, `if (!row) return null;`, CLAIMS),
  swap(
    `${FLOWS}/password-reset/reset-password.ts`,
    `AND u.id = s."userId" AND u."lockedAt" IS NULL`,
    `AND u.id = s."userId"`,
    CLAIMS,
  ),
  swap(
    `${FLOWS}/email-link/confirm.ts`,
    `!needsNumber || input.matchNumber === verification.matchNumber`,
    `true`,
    CLAIMS,
  ),
  cut(`${FLOWS}/verification/cancel.ts`, ` AND "clientHash" = \${clientHash(caller)}`, [
    `${FLOWS}/verification/cancel.test.ts`,
  ]),
  // Attempts that a password change invalidates
  cut(NEW_PASSWORD, `  await voidAttempts(tx, userId);\n`, OUTSTANDING),
  cut(NEW_PASSWORD, `  await cancelOwnVerifications(tx, userId);\n`, OUTSTANDING),
  cut(NEW_PASSWORD, `  await revokeTrustedDevices(tx, userId);\n`, TRUST),
  // Sessions and passwords while an attempt becomes void
  cut(`${FLOWS}/accounts.ts`, ` FOR NO KEY UPDATE`, RACES),
  cut(ROWS, ` FOR NO KEY UPDATE OF u`, RACES),
  cut(
    `${FLOWS}/password-reset/access-token.ts`,
    `  if ((await lockUserRow(tx, userId)) === null) return null;\n`,
    RACES,
  ),
  cut(`${FLOWS}/sign-up/on-verified.ts`, ` AND NOT \${IS_VOID}`, RACES),
  cut(`${FLOWS}/verification/void.ts`, `'sign_up', `, RACES),
  swap(`${FLOWS}/sign-in/with-password.ts`, `user.passwordHash !== passwordHash`, `false`, RACES),
  // Trusted clients
  cut(DEVICES, ` AND d."expiresAt" > now()`, TRUST),
  cut(DEVICES, `d."userId" = u.id AND `, TRUST),
  cut(DEVICES, `d."clientHash" = \${clientHash(caller)} AND `, TRUST),
  swap(DEVICES, `const TRUST_DAYS = 30;`, `const TRUST_DAYS = 365;`, TRUST),
  cut(`${FLOWS}/second-factor/change.ts`, `  await revokeTrustedDevices(tx, userId);\n`, TRUST),
  cut(`${FLOWS}/account/sessions.ts`, `      await revokeTrustedDevice(tx, { userId, sessionId });\n`, TRUST),
  cut(
    `${FLOWS}/account/sessions.ts`,
    `    await revokeOtherTrustedDevices(tx, { userId, sessionId });\n`,
    TRUST,
  ),
  // Organizations
  swap(
    MEMBERS,
    `    if (await isLastOwner(tx, actor, member)) return failure("organization_last_owner");\n    await tx`,
    `    await tx`,
    [`${FLOWS}/organizations/last-owner.test.ts`],
  ),
  swap(MEMBERS, `role: "owner" as const, id: { not: member.id } }`, `role: "owner" as const }`, [
    `${FLOWS}/organizations/last-owner.test.ts`,
  ]),
  swap(
    JOIN,
    `JOIN "EmailAddress" e ON e.address = i."emailAddress" AND e."verifiedAt" IS NOT NULL`,
    `JOIN "EmailAddress" e ON e.address = i."emailAddress"`,
    INVITATIONS,
  ),
  cut(JOIN, `\n      AND i."revokedAt" IS NULL`, INVITATIONS),
  cut(JOIN, ` AND i."expiresAt" > now()`, INVITATIONS),
  cut(JOIN, ` AND i."declinedAt" IS NULL`, INVITATIONS),
  cut(JOIN, ` AND i."acceptedAt" IS NULL`, INVITATIONS),
  cut(`${FLOWS}/organizations/active-organization.ts`, ` AND m."userId" = s."userId"`, INVITATIONS),
  // Rate limits: their numbers, then what each flow counts
  ...[
    `name: "password:network", limit: 600`,
    `name: "sign-up:network", limit: 100`,
    `name: "second-factor:setup", subject: userId, limit: 20`,
    `name: "new-password:network", limit: 600`,
    `name: "new-password:subject", subject, limit: 30`,
    `name: "attempt:network", limit: 600`,
    `name: "attempt:identifier:network",\n      subject: identifier,\n      limit: 60`,
    `name: "attempt:known-client", subject: client, limit: 60`,
    `name: "secret-key:network", limit: 60`,
    `name: "passkey-challenge:network", limit: 3_000`,
    `name: "data-download:account", subject: userId, limit: 10`,
    `name: "sign-in:user", subject: userId, limit: 300`,
    `name: "sign-in:client", subject: \`\${userId} \${client}\`, limit: 60`,
    `name: "reauthentication:user", subject: userId, limit: 60`,
    `name: "identifier-change:user", subject: userId, limit: 20`,
    `name: "deletion-request:user", subject: userId, limit: 10`,
    `name: "reset-notice:cooldown",\n      subject: userId,\n      limit: 1`,
    `name: "reset-notice:account", subject: userId, limit: 10`,
    `name: "passkey:notice", subject: userId, limit: 1`,
    `name: "second-factor:notice", subject: userId, limit: 1`,
    `limit: limit * factor`,
  ].map((snippet) => raise(LIMITS_OF_REQUESTS, snippet, THRESHOLDS)),
  ...[
    `name: "message:known-client", subject: client, limit: 60`,
    `name: "message:network", limit: 300`,
    `name: "message:client", subject: \`\${name} \${subject}\`, limit: 10`,
    `subject: \`\${requester} \${subject}\`,\n  limit: 1`,
    `name: "message:user:recipient", subject: \`\${userId} \${recipient}\`, limit: 10`,
    `name: "message:user", subject: userId, limit: PER_USER`,
    `name: \`\${kind}:recipient:known-client\`, subject, limit: PER_RECIPIENT`,
    `subject: recipient, limit: PER_RECIPIENT`,
    `name: "email:user", subject: userId ?? "", limit: PER_USER`,
    `name: "email:known-clients:network",\n    limit: 1_000`,
    `name: "email:unverified:network", limit: 300`,
    `name: "text:user:day", subject, limit: partOfDay(0.02)`,
    `name: "text:unverified:network:day",\n      limit: partOfDay(UNVERIFIED / 5)`,
    `name: "text:unverified:block", subject: blockOf(recipient), limit: 100`,
    `const limit = Math.ceil(config().phone.dailyLimit * UNVERIFIED)`,
    `limit: 2 * PER_RECIPIENT`,
    `name: "email:all", limit: EMAILS_PER_HOUR`,
    `name: "email:shared", limit: withoutReserve(EMAILS_PER_HOUR)`,
    `name: "text:all", limit: dailyLimit`,
    `name: "text:shared", limit: withoutReserve(dailyLimit)`,
    `name: "text:network", limit: 100`,
    `perNetwork(metadata, { name, limit: partOfDay(0.1)`,
    `name: "text:block", subject: blockOf(recipient), limit: 100`,
  ].map((snippet) => raise(LIMITS_OF_MESSAGES, snippet, THRESHOLDS)),
  raise(
    `${FLOWS}/limits/unverified-emails.ts`,
    `name: "email:unverified", subject: "", limit: 3_000`,
    THRESHOLDS,
  ),
  ...[
    `aDay("recipient", \`\${organizationId} \${recipient}\`, 10`,
    `aDay("inviter", invitedById, 50`,
    `aDay("organization", organizationId, 200`,
    `name: "invitation:network", limit: 200`,
    `name: "invitation:recipient", subject: recipient, limit: 20`,
  ].map((snippet) => raise(LIMITS_OF_INVITATIONS, snippet, THRESHOLDS)),
  ...[
    `const FAILURES_OF_UNKNOWN_CLIENTS = 50`,
    `const FAILURES_OF_KNOWN_CLIENTS = 50`,
    `const CODES_PER_DAY = 25`,
  ].map((snippet) => raise(LIMITS_OF_GUESSES, snippet, GUESSES)),
  swap(LIMITS_OF_GUESSES, `limit: maxAttempts`, `limit: 1_000_000`, GUESSES),
  swap(
    LIMITS_OF_GUESSES,
    `const silent = silentLimits(target, caller);`,
    `const silent: NamedLimit[] = [];`,
    GUESSES,
  ),
  swap(
    LIMITS_OF_GUESSES,
    `const visible = visibleLimits(target, caller);`,
    `const visible: NamedLimit[] = [];`,
    GUESSES,
  ),
  swap(LIMITS_OF_GUESSES, `ownerOf(kind, account), silent: true`, `ownerOf(kind, account)`, GUESSES),
  swap(
    LIMITS_OF_GUESSES,
    `let outcome: GuessOutcome = "no-guess";`,
    `let outcome: GuessOutcome = "wrong";`,
    GUESSES,
  ),
  cut(LIMITS_OF_GUESSES, ` && guess.blockedBy === null`, GUESSES),
  cut(LIMITS_OF_GUESSES, `  if (guess.blockedBy !== null) await countAgain(db, guess);\n`, GUESSES),
  swap(RATE_LIMIT, `ORDER BY r.key FOR UPDATE\``, `FOR UPDATE\``, COUNTERS),
  swap(RATE_LIMIT, `isTransaction(db) ? statement() : retryOnConflict(statement)`, `statement()`, COUNTERS),
  swap(RATE_LIMIT, `least(r.points, asked."limit")`, `r.points`, COUNTERS),
  swap(
    RATE_LIMIT,
    `CASE WHEN r."pendingUntil" > now() THEN r.pending ELSE 0 END AS pending`,
    `r.pending`,
    COUNTERS,
  ),
  ...COUNTED.map(([file, snippet]) => swap(`${FLOWS}/${file}`, snippet, "[]", THRESHOLDS)),
  // A reported device
  cut(
    REPORT_TOKEN,
    `  if (!timingSafeEqual(codeFor(content), bytes.subarray(CONTENT_BYTES))) return null;\n`,
    NEW_DEVICES,
  ),
  cut(REPORT, ` AND e."verifiedAt" IS NOT NULL`, NEW_DEVICES),
  cut(REPORT, ` AND e."userId" = u.id`, NEW_DEVICES),
  cut(REPORT, `  await forgetClient(tx, userId, clientHash);\n`, NEW_DEVICES),
  cut(REPORT, `  await revokeTrustOfClient(tx, userId, clientHash);\n`, NEW_DEVICES),
  cut(
    REPORT,
    `  if (hasSamePassword) await flagPasswordCompromised(tx, userId, "reported", actor);\n`,
    NEW_DEVICES,
  ),
  swap(REPORT, `  if (hasSamePassword) await flag`, `  await flag`, NEW_DEVICES),
  raise(LIMITS_OF_REQUESTS, `name: "new-device:notice", subject: userId, limit: 5`, NEW_DEVICES),
  // Who can sign up
  cut(
    `${FLOWS}/sign-up/restrictions.ts`,
    `  if (config().signUp.mode === "closed") return { rejection: "closed" };\n`,
    SIGN_UP_RULES,
  ),
  swap(
    `${FLOWS}/sign-up/on-verified.ts`,
    `  if (admitted.rejection !== null) {`,
    `  if ("isIgnored" in admitted) {`,
    SIGN_UP_RULES,
  ),
  swap(
    `${FLOWS}/sign-up/prepare-verification.ts`,
    `  if (reason === null) return undefined;`,
    `  if (reason !== null) return undefined;`,
    SIGN_UP_RULES,
  ),
  swap(
    `${FLOWS}/sign-up-invitations/invite.ts`,
    `role = 'admin' AND "lockedAt" IS NULL`,
    `true`,
    SIGN_UP_INVITATIONS,
  ),
  // The cost of an unknown identifier
  swap(
    "lib/factors/password/hash.ts",
    `  const matches = await queue.run(requester, () => verify(passwordHash ?? decoyHash, password));`,
    `  if (passwordHash === null) return false;\n  const matches = await queue.run(requester, () => verify(passwordHash, password));`,
    [`${FLOWS}/sign-in/unknown-identifier.test.ts`],
  ),
];
