"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from "react";

const TellContext = createContext<(notice: string) => void>(() => {});

/** Shows a notice on behalf of a component that unmounts after its action succeeds. */
export const useNotice = () => use(TellContext);

/**
 * Shows the notices of components that unmount after their action. The notice takes the focus that was lost with the
 * button.
 */
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
