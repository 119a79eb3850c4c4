/** What an ordinary page does beyond HTML: htmx swaps a part, with the CSRF token on every unsafe request. */
import htmx from "htmx.org";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
// Answers about pain do not belong into the browser's storage.
htmx.config.historyCacheSize = 0;

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  if (token) headers["X-CSRF-Token"] = token;
});
