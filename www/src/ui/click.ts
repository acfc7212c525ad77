/** Whether a click on a link is the page's own to follow: with a key held or another button, it is the browser's. */
export const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
