import { useLayoutEffect } from "preact/hooks";
import { unread } from "../state/message.ts";

/** Keeps sending back while what was typed at the path cannot be read. */
export function useUnread(path: string, isUnread: boolean): void {
  useLayoutEffect(() => {
    if (!isUnread) return undefined;
    unread.value = [...unread.peek(), path];
    return () => {
      unread.value = unread.peek().filter((other) => other !== path);
    };
  }, [path, isUnread]);
}
