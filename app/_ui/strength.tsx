"use client";

import { useEffect, useState } from "react";

const WORDS = ["Very easy to guess", "Easy to guess", "Could be stronger", "Good", "Excellent"];
const REST_MS = 150;

type Strength = { score: number; advice: string | null };

/** Estimates a password's strength once typing rests. The word lists are loaded when the first character is typed. */
function useStrength(password: string, context: string[]): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    if (password === "") {
      setStrength(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const { passwordStrength } = await import("@/lib/web/password-strength");
      const { score, warning, suggestions } = await passwordStrength(password, context);
      if (current) setStrength({ score, advice: warning ?? suggestions[0] ?? null });
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, context]);
  return strength;
}

/** How strong a password is, in words as well as by a bar, with the reason. */
export function Strength({
  password,
  minLength,
  context,
}: {
  password: string;
  minLength: number;
  context: string[];
}) {
  const strength = useStrength(password, context);
  const missing = minLength - [...password.normalize("NFKC")].length;
  if (strength === null)
    return <p>At least {minLength} characters. A few unrelated words make a good password.</p>;
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
        {missing > 0
          ? `${missing} more ${missing === 1 ? "character" : "characters"} to go.`
          : `${WORDS[strength.score]}.${strength.advice ? ` ${strength.advice}` : ""}`}
      </p>
    </div>
  );
}
