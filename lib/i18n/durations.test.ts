import { expect, test } from "vitest";
import { formatLifetime, formatWait } from "./durations";

test.each([
  [1, "1 second", "1 Sekunde"],
  [45, "45 seconds", "45 Sekunden"],
  [60, "1 minute", "1 Minute"],
  [61, "2 minutes", "2 Minuten"],
  [3599, "60 minutes", "60 Minuten"],
  [3600, "1 hour", "1 Stunde"],
  [3601, "2 hours", "2 Stunden"],
])("rounds a wait of %i s up", (seconds, english, german) => {
  expect(formatWait(seconds, "en")).toBe(english);
  expect(formatWait(seconds, "de")).toBe(german);
});

test.each([
  [1, "1 second", "1 Sekunde"],
  [59, "59 seconds", "59 Sekunden"],
  [60, "1 minute", "1 Minute"],
  [119, "1 minute", "1 Minute"],
  [600, "10 minutes", "10 Minuten"],
  [3600, "60 minutes", "60 Minuten"],
])("rounds a lifetime of %i s down", (seconds, english, german) => {
  expect(formatLifetime(seconds, "en")).toBe(english);
  expect(formatLifetime(seconds, "de")).toBe(german);
});
