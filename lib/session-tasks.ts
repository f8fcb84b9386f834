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
 * A task that a session has to complete before it is active.
 *
 * @param isLeft whether it is pending
 * @param setting the setting that requires an optional task: it is pending only if the setting is `true`
 */
const task = <Key extends string, Setting extends string = never>(
  key: Key,
  isLeft: (facts: TaskFacts) => boolean,
  setting?: Setting,
) => ({ key, isLeft, setting });

/** Every task, in the order of completion. To add a custom task, add an entry here and its page. */
const TASKS = [
  task("reset-password", ({ user }) => user.passwordCompromised || user.passwordExpired),
  task("choose-organization", ({ session }) => !session.hasOrganization, "REQUIRE_ORGANIZATION"),
  task("setup-mfa", ({ user }) => !user.hasSecondFactor, "REQUIRE_MFA"),
];

type Task = (typeof TASKS)[number];

/** The name of a task, in pages and settings. */
export type TaskKey = Task["key"];

/** The name of a setting that requires an optional task. */
export type TaskSetting = NonNullable<Task["setting"]>;

/** The optional tasks that the settings require. */
export type RequiredTasks = Partial<Record<TaskKey, boolean>>;

/** The names of all tasks, in their order. */
export const TASK_KEYS: readonly TaskKey[] = TASKS.map(({ key }) => key);

/** The names of the settings that require an optional task. */
export const TASK_SETTINGS: readonly TaskSetting[] = TASKS.flatMap(({ setting }) => setting ?? []);

/** Returns the optional tasks that the settings require. */
export function requiredTasks(settings: Record<TaskSetting, boolean>): RequiredTasks {
  return Object.fromEntries(
    TASKS.flatMap(({ key, setting }) => (setting === undefined ? [] : [[key, settings[setting]]])),
  );
}

/**
 * Lists the pending tasks of a session, in order. The first is the current one. They are derived and never stored, so a
 * change of a user or a setting applies to every valid session immediately.
 */
export function tasksFor(facts: TaskFacts, required: RequiredTasks): TaskKey[] {
  return TASKS.filter(
    ({ key, setting, isLeft }) => (setting === undefined || required[key] === true) && isLeft(facts),
  ).map(({ key }) => key);
}
