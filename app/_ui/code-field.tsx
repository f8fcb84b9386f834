"use client";

import { type FormEvent, useRef } from "react";
import { parseDigits } from "@/lib/typed-text";
import { useClientMessages } from "./client-messages";
import { Field } from "./field";

const LENGTH = 6;

/** The attributes of a field that takes only digits. */
const DIGITS = { type: "text", inputMode: "numeric", spellCheck: false } as const;

/** Returns the digits of a typed text, in ASCII. */
const digitsOf = (typed: string) => parseDigits(typed).replace(/\D/g, "");

/** Removes everything but digits from an input, and what follows the last place. */
function keepDigits(input: HTMLInputElement, length: number): void {
  const digits = digitsOf(input.value).slice(0, length);
  if (digits !== input.value) input.value = digits;
}

/**
 * Whether the user has just typed or pasted the last digit. A password manager, an input method or a script that
 * inserts several characters leaves the submission to the user.
 */
function isTyped({ nativeEvent }: FormEvent<HTMLInputElement>): boolean {
  const { inputType, data, isComposing } = nativeEvent as InputEvent;
  const isKey = inputType === "insertText" && [...(data ?? "")].length === 1;
  return !isComposing && (isKey || inputType === "insertFromPaste");
}

/** Whether nothing else in the form is left to fill in: no empty field, and no choice after the code. */
function isLastField(code: HTMLInputElement): boolean {
  const inputs = [...(code.form?.elements ?? [])].filter((element) => element instanceof HTMLInputElement);
  const place = inputs.indexOf(code);
  return inputs.every(({ type, value }, index) => {
    if (type === "hidden") return true;
    return type === "checkbox" || type === "radio" ? index < place : value !== "";
  });
}

/**
 * The field for a code. It is a single input, so that phones can fill it in automatically. With JavaScript it takes
 * only digits, and submits the form once when the last digit is typed or the code is pasted.
 */
export function CodeField({ label }: { label?: string }) {
  const texts = useClientMessages("codeField");
  const submitted = useRef<string>(null);
  const onInput = (event: FormEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    if ((event.nativeEvent as InputEvent).isComposing) return;
    const isComplete = digitsOf(input.value).length === LENGTH;
    keepDigits(input, LENGTH);
    if (!isComplete) submitted.current = null;
    if (!isComplete || !isTyped(event) || submitted.current === input.value || !isLastField(input)) return;
    submitted.current = input.value;
    input.form?.requestSubmit();
  };
  return (
    <Field
      name="code"
      label={label ?? texts.label}
      className="code-field"
      autoComplete="one-time-code"
      onInput={onInput}
      onCompositionEnd={(event) => keepDigits(event.currentTarget, LENGTH)}
      {...DIGITS}
    />
  );
}
