import { environmentSchema } from "@/lib/settings-schema";
import { type Description, GROUPS } from "./settings";

/** Set by the commands themselves. */
const INTERNAL = ["NODE_ENV"];

type SettingName = keyof typeof environmentSchema.shape;

const isSetting = (name: string): name is SettingName => Object.hasOwn(environmentSchema.shape, name);

/** Returns the names in the schema that have no description. */
export function undescribedSettings(): string[] {
  const described = GROUPS.flatMap(({ settings }) => Object.keys(settings));
  return Object.keys(environmentSchema.shape).filter(
    (name) => !described.includes(name) && !INTERNAL.includes(name),
  );
}

/**
 * Removes the settings that are not in the schema from the text of `.env.example`, such as those of a feature that a
 * fork does not have.
 */
export function exampleOfSchema(example: string): string {
  return example.replaceAll(/^# ([A-Z0-9_]+)=.*\n/gm, (line, name: string) => (isSetting(name) ? line : ""));
}

/** Formats the default in the schema as it is written in the environment. */
function schemaDefault(name: SettingName): string {
  const setting = environmentSchema.shape[name];
  const value: unknown = setting.parse(undefined);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "none";
  if (typeof value !== "boolean") return `\`${String(value)}\``;
  const [yes, no] = setting.safeParse("on").success ? ["on", "off"] : ["true", "false"];
  return `\`${value ? yes : no}\``;
}

function row(name: SettingName, { meaning, default: override, required }: Description): string {
  const initial = override ?? schemaDefault(name);
  const cell = required === undefined ? initial : `${initial}; required ${required}`;
  return `| \`${name}\` | ${cell} | ${meaning} |`;
}

const INTRODUCTION = `# Configuration

<!-- Written by \`npm run docs:configuration\` from lib/settings-schema.ts and scripts/configuration/settings.ts. -->

All settings are environment variables, and all are optional in development. An empty value counts as absent. An invalid setting
stops the start with one sentence that names it.

Every command, \`node server.js\` included, also reads \`.env.local\` and \`.env\` in the folder of the app: the checkout, or the
folder of \`server.js\` if a build was copied elsewhere. Variables of the shell take precedence over both files, and \`.env.local\`
over \`.env\`. A change applies at the next start. The build reads no setting. [\`.env.example\`](../.env.example) lists all of them.

The code reads settings in one place, [\`lib/config.ts\`](../lib/config.ts).
`;

const OTHER_VARIABLES = `
## Other variables

These are not settings of the app; Next.js reads them.

| name | default | meaning |
| --- | --- | --- |
| \`KEEP_ALIVE_TIMEOUT\` | \`75000\` | The time in milliseconds that the server keeps an idle connection. Set it higher than the idle timeout of your load balancer. |
| \`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY\` | generated for each build | Read by the build. Set the same value for every build so that open pages keep working across upgrades: see [deploying.md](deploying.md#upgrades). |
`;

/** Returns the content of `docs/configuration.md`. */
export function configurationDocument(): string {
  const sections = GROUPS.map(({ heading, settings }) => {
    const rows = Object.entries(settings).flatMap(([name, description]) =>
      isSetting(name) ? [row(name, description)] : [],
    );
    return ["", `## ${heading}`, "", "| name | default | meaning |", "| --- | --- | --- |", ...rows, ""].join(
      "\n",
    );
  });
  return INTRODUCTION + sections.join("") + OTHER_VARIABLES;
}
