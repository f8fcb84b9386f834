import { expect, test } from "vitest";
import { randomToken } from "@/lib/crypto/random";
import { hashLinkToken } from "./issue";

test.each([")", ".", ",", ">", ").", "\u00bb", " "])(
  "the token of a link is found with %j after it",
  (after) => {
    const token = randomToken();
    expect(hashLinkToken(token + after)).toEqual(hashLinkToken(token));
    expect(hashLinkToken(token.slice(1) + after)).not.toEqual(hashLinkToken(token));
  },
);
