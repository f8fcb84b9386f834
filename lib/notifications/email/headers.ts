/** Prevents vacation notices and other automatic replies (RFC 3834 §5). */
export const AUTO_SUBMITTED = { "Auto-Submitted": "auto-generated" };
