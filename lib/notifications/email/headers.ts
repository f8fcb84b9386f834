/** Keeps vacation notices and other automatic replies away (RFC 3834 §5). */
export const AUTO_SUBMITTED = { "Auto-Submitted": "auto-generated" };
