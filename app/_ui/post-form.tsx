"use client";

import { type ComponentProps, createContext, type ReactNode, use, useMemo } from "react";
import { RENDERED_FOR } from "@/lib/http/form-state";

const RenderedForContext = createContext<Record<string, string> | null>(null);

/** Binds every form below to the user that the page is rendered for; `null` for a page rendered without a session. */
export function RenderedFor({ user, children }: { user: string | null; children: ReactNode }) {
  const fields = useMemo(() => (user === null ? {} : { [RENDERED_FOR]: user }), [user]);
  return <RenderedForContext value={fields}>{children}</RenderedForContext>;
}

/** Returns the fields that bind a form to the user that its page is rendered for. */
export function useRenderedFor(): Record<string, string> {
  const fields = use(RenderedForContext);
  if (fields === null) throw new Error("There is no <RenderedFor> above.");
  return fields;
}

/** A form that calls a server action. It adds the binding to the user, so that no form omits it. */
export function PostForm({ children, ...form }: ComponentProps<"form">) {
  return (
    <form {...form}>
      {Object.entries(useRenderedFor()).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
