import { afterEach, expect, test, vi } from "vitest";
import { EmailLinkErrorCode, isEmailLinkError } from "./errors";
import { readLinkOutcome } from "./link-verification";

const at = (search: string) =>
  vi.stubGlobal("location", new URL(`https://app.example.com/verified${search}`));

function codeThrown(): string | null {
  try {
    readLinkOutcome();
    return null;
  } catch (error) {
    return isEmailLinkError(error) ? error.code : "?";
  }
}

afterEach(() => vi.unstubAllGlobals());

test("the result of a link can be read repeatedly, for example after a reload", () => {
  vi.stubGlobal("history", { replaceState: (_state: unknown, _title: string, url: URL) => at(url.search) });
  at("?link_status=verified&link_same_client=true");
  for (const _ of [1, 2]) expect(readLinkOutcome()).toEqual({ sameClient: true });
  at("?link_status=expired&link_same_client=false");
  for (const _ of [1, 2]) expect(codeThrown()).toBe(EmailLinkErrorCode.Expired);
});

test("a page that was opened without a link throws an error", () => {
  at("");
  expect(codeThrown()).toBe(EmailLinkErrorCode.Failed);
});
