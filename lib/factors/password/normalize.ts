/**
 * Normalizes a password for measuring and hashing, so that the same characters typed on two systems are the same
 * password (NFKC, NIST SP 800-63B-4 §3.1.1.2).
 *
 * @returns the normalized password, or `null` if it is not well-formed Unicode
 */
export function normalizePassword(password: string): string | null {
  return password.isWellFormed() ? password.normalize("NFKC") : null;
}

/** Returns the length in Unicode code points: each counts as one character (NIST SP 800-63B-4 §3.1.1.2). */
export function passwordLength(password: string): number {
  return [...password].length;
}
