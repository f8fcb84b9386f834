/** How many people each server's database holds. */
export const PEOPLE = 200;

/** The password they all begin with. */
export const PEOPLE_PASSWORD = "quiet amber lantern drifts";

/** The telephone number of the nth of them. */
export const phoneOf = (index: number) => `+1415555${String(2000 + index)}`;

/** The address of the nth of them. */
export const addressOf = (index: number) => `person-${index}@people.example`;
