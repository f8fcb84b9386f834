/**
 * The layers of the code, from top to bottom. A layer may import itself and the layers below it (docs/architecture.md
 * draws them).
 */
const LAYERS = [
  { name: "entry points", paths: ["^app/", "^middleware\\.ts$", "^instrumentation\\.ts$", "^lib/runtime/"] },
  { name: "commands", paths: ["^lib/(commands|demo)/"] },
  { name: "http", paths: ["^lib/http/", "^lib/redirect-url\\.ts$"] },
  { name: "flows", paths: ["^lib/flows/"] },
  { name: "factors", paths: ["^lib/factors/"] },
  { name: "webhooks", paths: ["^lib/webhooks/"] },
  { name: "notifications", paths: ["^lib/notifications/"] },
  { name: "sessions", paths: ["^lib/sessions/"] },
  { name: "events", paths: ["^lib/events/"] },
  { name: "audit", paths: ["^lib/audit\\.ts$"] },
  { name: "data", paths: ["^lib/(db|jobs|identifiers)/", "^lib/localize-error\\.ts$"] },
  { name: "errors", paths: ["^lib/errors\\.ts$"] },
  { name: "texts", paths: ["^lib/i18n/"] },
  {
    name: "foundation",
    paths: [
      "^lib/crypto/",
      "^lib/(allowed-origins|brand-colors|config|config-error|csv|data-directory|domain-rules|global-singleton|lifecycle|log|log-error|loopback|metrics|session-tasks|settings-schema|sms-settings|typed-text|url-settings)\\.ts$",
    ],
  },
];

const TESTS = "(\\.test\\.tsx?$|/testing/)";

const layerRules = LAYERS.slice(1).map(({ name, paths }, index) => ({
  name: `${name.replaceAll(" ", "-")}-imports-only-lower-layers`,
  severity: "error",
  from: { path: paths, pathNot: TESTS },
  to: { path: LAYERS.slice(0, index + 1).flatMap((layer) => layer.paths) },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: "every-file-has-a-layer",
      severity: "error",
      from: {},
      to: {
        path: "^lib/",
        pathNot: ["^lib/client/", "^lib/db/generated/", TESTS, ...LAYERS.flatMap(({ paths }) => paths)],
      },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-test-helpers-in-the-app",
      severity: "error",
      from: { path: "^(app|lib)/", pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(lib/db/generated|node_modules|\\.next)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};
