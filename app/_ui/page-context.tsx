"use client";

import type { ReactNode } from "react";
import type { ClientTexts } from "@/lib/http/page-context";
import { TextsProvider } from "./client-messages";
import { RenderedFor } from "./post-form";

export type PageContextProps = {
  /** The binding of the forms to the user; `null` for a page rendered without a session. */
  user: string | null;
  texts: ClientTexts;
};

/** Provides to the client components of a page what `pageContext` returns. */
export function PageContext({ user, texts, children }: PageContextProps & { children: ReactNode }) {
  return (
    <RenderedFor user={user}>
      <TextsProvider texts={texts}>{children}</TextsProvider>
    </RenderedFor>
  );
}
