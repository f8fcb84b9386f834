import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesDomainRules, parseDomainRule } from "./domain-rules";
import { normalizeEmailAddress } from "./identifiers/email";

describe("parseDomainRule", () => {
  test.each([
    ["example.com", "example.com"],
    ["EXAMPLE.Com", "example.com"],
    ["*.Example.com", "*.example.com"],
    ["*.de", "*.de"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["*.bücher.example", "*.xn--bcher-kva.example"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
  ])("%s becomes %s", (text, rule) => {
    expect(parseDomainRule(text)).toBe(rule);
  });

  test.each([
    ...["", "*", "*.", ".", "com", "@example.com", "ada@example.com", "https://example.com", "example.com/"],
    ...["example.com:25", "*.*.example.com", "*example.com", "mail.*.com", ".example.com", "example.com."],
    ...["exa mple.com", "example..com", "-a.example", "192.0.2.1", "[::1]", "example.com;other.com", "xn--"],
    ...["exam%70le.com", "example.com#", "*.192.0.2.1", "*.1"],
  ])("rejects %j", (text) => {
    expect(parseDomainRule(text)).toBeNull();
  });
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));

/** Matches by labels instead of by text. */
function matchesByLabels(address: string, rule: string): boolean {
  const labels = (address.split("@")[1] ?? "").split(".");
  const [first, ...rest] = rule.split(".");
  if (first !== "*") return labels.join() === rule.split(".").join();
  return labels.length > rest.length && labels.slice(-rest.length).join() === rest.join();
}

describe("matchesDomainRules", () => {
  test("a domain matches only itself, and a wildcard every subdomain but not the domain", () => {
    fc.assert(
      fc.property(
        domain,
        fc.array(label, { maxLength: 2 }),
        fc.boolean(),
        domain,
        (base, more, isAny, other) => {
          const rule = parseDomainRule(isAny ? `*.${base}` : base) ?? "";
          for (const host of [[...more, base].join("."), other, `x${base}`, `${base}.${other}`]) {
            const address = normalizeEmailAddress(`ada@${host}`) ?? "";
            expect(matchesDomainRules(address, [rule]), `${address} ${rule}`).toBe(
              matchesByLabels(address, rule),
            );
          }
        },
      ),
    );
  });

  test("matches the normalized address in whatever form the rule and the address are typed", () => {
    for (const rule of ["bücher.example", "BÜCHER.EXAMPLE", "xn--bcher-kva.example"])
      for (const typed of ["Ada@BÜCHER.example", "ada@xn--BCHER-kva.example"]) {
        const rules = [parseDomainRule(rule) ?? ""];
        expect(matchesDomainRules(normalizeEmailAddress(typed) ?? "", rules)).toBe(true);
        expect(matchesDomainRules(normalizeEmailAddress("ada@bucher.example") ?? "", rules)).toBe(false);
      }
  });

  test("every domain that an address can have is a rule that matches it", () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        const address = normalizeEmailAddress(`ada@${host}`);
        fc.pre(address !== null);
        expect(parseDomainRule(host)).toBe(domainToASCII(host));
        expect(matchesDomainRules(address ?? "", [parseDomainRule(host) ?? ""])).toBe(true);
      }),
    );
  });

  test("matches nothing without rules, and any one of several", () => {
    expect(matchesDomainRules("ada@example.com", [])).toBe(false);
    expect(matchesDomainRules("ada@example.com", ["other.example", "example.com"])).toBe(true);
    expect(matchesDomainRules("ada@mail.example.com", ["example.com"])).toBe(false);
    expect(matchesDomainRules("ada@mail.example.com", ["*.example.com"])).toBe(true);
    expect(matchesDomainRules("ada@notexample.com", ["*.example.com", "example.com"])).toBe(false);
  });
});
