import { domainToASCII } from "node:url";

/** A host name with at least two labels (RFC 1035 §2.3.1), in lower case. The last label is not a number. */
const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text is a domain in its ASCII form, with at least two labels. */
export function isDomain(text: string): boolean {
  return DOMAIN.test(text);
}

/** A top-level domain such as `de`, which is valid only in a rule for its subdomains. */
const LABEL = /^(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The characters of a domain as a user types it, in any script. Excludes those that `domainToASCII` would drop. */
const TYPED = /^[^\p{C}\p{Z}"(),:;<>@[\\\]/?#%*]+$/u;

const SUBDOMAINS = "*.";

/**
 * Parses a domain rule of a setting. A rule is a domain, which matches only itself, or `*.` and a domain, which matches
 * every subdomain of it at any depth, but not the domain itself.
 *
 * @param text the rule as typed: in any case, in Unicode or in its ASCII form (Punycode)
 * @returns the rule in the form in which `normalizeEmailAddress` returns domains, or `null` if it is not a rule
 */
export function parseDomainRule(text: string): string | null {
  const isWildcard = text.startsWith(SUBDOMAINS);
  const typed = isWildcard ? text.slice(SUBDOMAINS.length) : text;
  if (!TYPED.test(typed)) return null;
  const domain = domainToASCII(typed);
  if (isWildcard) return isDomain(domain) || LABEL.test(domain) ? SUBDOMAINS + domain : null;
  return isDomain(domain) ? domain : null;
}

/**
 * Whether the domain of an email address matches one of the rules.
 *
 * @param emailAddress as `normalizeEmailAddress` returns it
 * @param rules as `parseDomainRule` returns them
 */
export function matchesDomainRules(emailAddress: string, rules: string[]): boolean {
  const domain = emailAddress.slice(emailAddress.lastIndexOf("@") + 1);
  return rules.some((rule) =>
    rule.startsWith(SUBDOMAINS) ? domain.endsWith(rule.slice(1)) : domain === rule,
  );
}
