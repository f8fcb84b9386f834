/** The password of every demo account. It is public. */
export const DEMO_PASSWORD = "violet otter mends lanterns";

/**
 * The salt of every hash of the demo password. It reveals only that an account has the public password, and lets one
 * statement find all of these accounts.
 */
export const DEMO_SALT = Buffer.from("latchkey demo pw");

/** The part that every PHC string of the demo password contains. */
export const DEMO_HASH_PART = `$${DEMO_SALT.toString("base64").replaceAll("=", "")}$`;
