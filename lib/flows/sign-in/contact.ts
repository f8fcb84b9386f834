/** An email address or phone number that a code or link can be sent to. `value` is empty for a decoy. */
export type Contact = { id: string; kind: "email" | "phone"; value: string; masked: string };
