import { expect, test } from "vitest";
import { describeDevice } from "./device";

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Microsoft Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari on iOS",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Chrome on macOS",
  ],
  ["", "an unknown device"],
  [null, "an unknown device"],
  ["what is this", "an unknown device"],
  ["Your account is in danger, go to evil.example/1 (Windows NT 10.0)", "a browser on Windows"],
  ["Go to evil.example/1 now", "an unknown device"],
])("describes %j as %s", (userAgent, words) => {
  expect(describeDevice(userAgent, "en")).toBe(words);
});

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox unter Linux"],
  ["evil (Windows NT 10.0)", "unbekannter Browser unter Windows"],
  ["Firefox/140.0", "Firefox unter einem unbekannten System"],
  [null, "unbekanntes Gerät"],
])("describes %j in German as %s", (userAgent, words) => {
  expect(describeDevice(userAgent, "de")).toBe(words);
});
