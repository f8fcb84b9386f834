/** The placeholder of the app's name, in any message. */
const APP = "{app}";

/**
 * Inserts the name of the app into every message under a key, in place of `{app}`, so that no caller can forget it.
 * Before a hyphen, as in the German "Acme-ID-Konto", hyphens replace the spaces of the name. The setting `APP_NAME`
 * allows no character that has a meaning in a message.
 *
 * @param messages one message, or an object that contains messages
 */
export function insertAppName<Messages>(messages: Messages, name: string): Messages {
  const inserted = (value: unknown): unknown => {
    if (typeof value === "string")
      return value.replaceAll(`${APP}-`, () => `${name.replaceAll(" ", "-")}-`).replaceAll(APP, () => name);
    return Object.fromEntries(Object.entries(value as object).map(([key, text]) => [key, inserted(text)]));
  };
  return inserted(messages) as Messages;
}
