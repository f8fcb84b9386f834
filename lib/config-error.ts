/** Thrown for an invalid setting. The message is one sentence that names the setting. */
export class ConfigError extends Error {
  override name = "ConfigError";
}
