/** Returns a successful result; throws with the errors of a failed one. */
export function expectOk<Outcome extends { ok: boolean }>(result: Outcome): Extract<Outcome, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as Extract<Outcome, { ok: true }>;
}
