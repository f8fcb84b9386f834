"use client";

import { type ComponentProps, createContext, type ReactNode, use, useMemo } from "react";
import { RENDERED_FOR } from "@/lib/http/form-state";

const RenderedForContext = createContext<Record<string, string> | null>(null);

/** Binds every form below to the user that a page is rendered for; `null` for a page rendered signed out. */
export function RenderedFor({ user, children }: { user: string | null; children: ReactNode }) {
  const fields = useMemo(() => (user === null ? {} : { [RENDERED_FOR]: user }), [user]);
  return <RenderedForContext value={fields}>{children}</RenderedForContext>;
}

/** What binds a form to the user that its page is rendered for, by the names of its fields. */
export function useRenderedFor(): Record<string, string> {
  const fields = use(RenderedForContext);
  if (fields === null) throw new Error("There is no <RenderedFor> above.");
  return fields;
}

/** A form that calls a server action. It carries what binds it to its user, so no form can be without. */
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
