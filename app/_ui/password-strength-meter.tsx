"use client";

import { useEffect, useState } from "react";
import type { PasswordStrength } from "@/lib/http/password-strength";
import { interpolate, plural } from "@/lib/i18n/interpolate";
import { type Texts, useClientMessages, useRoot } from "./client-messages";

const REST_MS = 150;

/** Estimates the strength of a password after a pause in typing. Loads the word lists at the first character. */
function useStrength(password: string, context: string[]): PasswordStrength | null {
  const [strength, setStrength] = useState<PasswordStrength | null>(null);
  useEffect(() => {
    if (password === "") {
      setStrength(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const { estimateStrength } = await import("@/lib/http/password-strength");
      if (current) setStrength(estimateStrength(password, context));
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, context]);
  return strength;
}

/** Shows the strength of a password as a bar and as text, with the reason. */
export function PasswordStrengthMeter({
  password,
  minLength,
  context,
}: {
  password: string;
  minLength: number;
  context: string[];
}) {
  const texts = useClientMessages("strength");
  const { locale } = useRoot();
  const strength = useStrength(password, context);
  const missing = minLength - [...password.normalize("NFKC")].length;
  if (strength === null) return <p>{interpolate(texts.rule, { minLength })}</p>;
  return (
    <div>
      <meter
        className="h-2 w-full"
        min={0}
        max={4}
        low={2}
        high={3}
        optimum={4}
        value={strength.score}
        aria-hidden="true"
      />
      <p aria-live="polite">
        {missing > 0 ? plural(texts.missing, missing, locale) : judgement(texts, strength)}
      </p>
    </div>
  );
}

function judgement(
  texts: Texts<"strength">,
  { score, warning, suggestions: [suggestion] }: PasswordStrength,
): string {
  const advice = warning ? texts.warnings[warning] : suggestion && texts.suggestions[suggestion];
  return [`${texts.scores[score]}.`, advice].filter(Boolean).join(" ");
}
