/** What an ordinary page does beyond HTML: htmx swaps a part, with the CSRF token on every unsafe request. */
import htmx from "htmx.org";
import { remindHere } from "./reminders";
import { fieldLike } from "./same_field";
import { listen } from "./scale_key";

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

// A choice that plans again must not throw its keyboard user out of the form.
let left: Element | null = null;
document.addEventListener("htmx:beforeSwap", () => {
  left = document.activeElement;
});
document.addEventListener("htmx:afterSwap", () => {
  if (document.activeElement === document.body) fieldLike(left, document)?.focus({ preventScroll: true });
});

const exercise = document.querySelector<HTMLElement>("[data-moving]");
if (exercise !== null) void import("./exercise").then(({ showMoving }) => showMoving(exercise));

listen(document);
remindHere();
