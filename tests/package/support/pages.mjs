// Serves the consumer project to a browser.
import { serve } from "../../runtimes/support/pages.mjs";
import { consumer } from "./consumer.mjs";

export { openBrowser } from "../../runtimes/support/pages.mjs";
export const servePages = () => serve(consumer);
