"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from "react";

const TellContext = createContext<(notice: string) => void>(() => {});

/** What a button calls when it goes away with the row it stood in, and so cannot say itself what went well. */
export const useNotice = () => use(TellContext);

/** A part of a page that says what went well there where the button for it is gone. Focus, lost with the button, comes to it. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<{ notice: string } | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const tell = useCallback((notice: string) => setTold({ notice }), []);
  useEffect(() => {
    if (told && document.activeElement === document.body) status.current?.focus();
  }, [told]);
  return (
    <TellContext value={tell}>
      {told && (
        <p ref={status} role="status" tabIndex={-1} className="my-4 text-ok">
          {told.notice}
        </p>
      )}
      {children}
    </TellContext>
  );
}
