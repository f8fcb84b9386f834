/** Number of users in the database of each server. */
export const TEST_USER_COUNT = 200;

/** The initial password of these users. */
export const TEST_USER_PASSWORD = "quiet amber lantern drifts";

/** Returns the phone number of a user. */
export const phoneOf = (index: number) => `+1415555${String(2000 + index)}`;

/** Returns the email address of a user. */
export const addressOf = (index: number) => `person-${index}@people.example`;

/** A user with an account that no other test uses. */
export type TestUser = { address: string; phone: string; password: string };

/** Returns a user as the database contains it at first. */
export const testUser = (index: number): TestUser => ({
  address: addressOf(index),
  phone: phoneOf(index),
  password: TEST_USER_PASSWORD,
});
