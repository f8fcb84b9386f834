"use client";

import { chooseLocaleAction } from "@/app/_actions/locale";
import { useRoot } from "./client-messages";
import { PostForm } from "./post-form";

/** Links to the same page in another language. Each language has its native name, so that users can recognize it. */
export function LanguageSwitch() {
  const { language, languages } = useRoot().footer;
  return (
    <PostForm action={chooseLocaleAction} aria-label={language} className="flex flex-wrap gap-x-5">
      {languages.map(({ locale, name }) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className="button-link min-h-11"
        >
          {name}
        </button>
      ))}
    </PostForm>
  );
}
