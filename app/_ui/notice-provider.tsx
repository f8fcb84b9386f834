"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from "react";

const NoticeContext = createContext<(notice: string) => void>(() => {});

/** Shows a notice on behalf of a component that unmounts after its action succeeds. */
export const useNotice = () => use(NoticeContext);

/**
 * Shows the notices of components that unmount after their action. The notice takes the focus that was lost with the
 * button.
 */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ notice: string } | null>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const show = useCallback((notice: string) => setShown({ notice }), []);
  useEffect(() => {
    if (shown && document.activeElement === document.body) status.current?.focus();
  }, [shown]);
  return (
    <NoticeContext value={show}>
      {shown && (
        <p ref={status} role="status" tabIndex={-1} className="my-4 text-ok">
          {shown.notice}
        </p>
      )}
      {children}
    </NoticeContext>
  );
}
