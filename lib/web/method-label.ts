import type { StrategyName } from "@/lib/flows/sign-in/strategies";

/** What the button of a method says. */
export function methodLabel(strategy: StrategyName, masked: string): string {
  if (strategy.endsWith("email_code")) return `Email code to ${masked}`;
  if (strategy.endsWith("email_link")) return `Email link to ${masked}`;
  return `Text message to ${masked}`;
}

/** What is said once a message was sent again. */
export function resentNotice(strategy: StrategyName): { notice: string } {
  const what = strategy.endsWith("link") ? "link" : "code";
  return { notice: `A new ${what} is on its way. The one before no longer works.` };
}
