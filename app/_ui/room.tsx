import type { ReactNode } from "react";
import { RedirectToTasks } from "./redirect-to-tasks-client";
import { SignOut } from "./sign-out";
import { Wordmark } from "./wordmark";

/** A page for somebody who is signed in: the product's name, the way out, and one column. */
export function Room({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-3xl px-6 py-5">
      <RedirectToTasks />
      <header className="flex flex-wrap items-center justify-between gap-x-6">
        <Wordmark />
        <nav className="no-print flex flex-wrap items-center gap-x-5">
          <a href="/account" className="inline-flex min-h-11 items-center">
            Account
          </a>
          <a href="/organizations" className="inline-flex min-h-11 items-center">
            Organizations
          </a>
          <SignOut />
        </nav>
      </header>
      <main className="py-10">
        <h1 className="text-3xl font-semibold tracking-tight wrap-anywhere">{heading}</h1>
        <div className="mt-8">{children}</div>
      </main>
    </div>
  );
}
