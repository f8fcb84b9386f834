/** The facts that determine the tasks. */
export type TaskFacts = {
  user: {
    name: string | null;
    isAdmin: boolean;
    passwordCompromised: boolean;
    /** Whether the password was expired already when the session was created. */
    passwordExpired: boolean;
    hasSecondFactor: boolean;
  };
  session: { hasOrganization: boolean };
};

/**
 * A task that a session has to complete before it is active, and whether it is pending. An optional task is pending
 * only if a setting requires it.
 */
type Task = { key: string; isOptional?: true; isLeft: (facts: TaskFacts) => boolean };

/** Every task, in the order of completion. To add a custom task, add an entry here and its page. */
const TASKS = [
  { key: "reset-password", isLeft: ({ user }) => user.passwordCompromised || user.passwordExpired },
  { key: "choose-organization", isOptional: true, isLeft: ({ session }) => !session.hasOrganization },
  { key: "setup-mfa", isOptional: true, isLeft: ({ user }) => !user.hasSecondFactor },
] as const satisfies Task[];

/** The name of a task, in pages and settings. */
export type TaskKey = (typeof TASKS)[number]["key"];

/** The optional tasks that the settings require. */
export type RequiredTasks = Partial<Record<TaskKey, boolean>>;

const ALL_TASKS: readonly (Task & { key: TaskKey })[] = TASKS;

/** The names of all tasks, in their order. */
export const TASK_KEYS: readonly TaskKey[] = TASKS.map(({ key }) => key);

/**
 * Lists the pending tasks of a session, in order. The first is the current one. They are derived and never stored, so a
 * change of a user or a setting applies to every valid session immediately.
 */
export function tasksFor(facts: TaskFacts, required: RequiredTasks): TaskKey[] {
  return ALL_TASKS.filter(
    ({ key, isOptional, isLeft }) => (!isOptional || required[key] === true) && isLeft(facts),
  ).map(({ key }) => key);
}
