import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { routeVariables } from "./lib/http/list-routes.mjs";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    globalSetup: "lib/db/testing/template.ts",
    include: ["lib/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results/unit.json" }]],
    env: {
      ...routeVariables(path.resolve(import.meta.dirname, "app")),
      AUTH_SECRET: "a secret for the unit tests and nothing else",
      BREACH_CHECK: "off",
      LOG_LEVEL: "silent",
    },
    // One more than there are cores, because the longest tests wait for subprocesses.
    maxWorkers: availableParallelism() + 1,
    // Upper bounds for a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
