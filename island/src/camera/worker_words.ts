/** What the page and the worker that holds the models say to each other. */
import type { Delegate } from "./probe";
import type { Sighting } from "./packet";

export type ToWorker =
  /** `base` is where models and runtime are served, with a slash at its end. */
  | { readonly kind: "open"; readonly base: string }
  /** A picture; the worker closes it. `t` seconds on the camera's own clock. */
  | { readonly kind: "look"; readonly picture: ImageBitmap; readonly t: number; readonly number: number };

export type FromWorker =
  | { readonly kind: "opened" }
  /** Decided once: what runs the models, and the milliseconds that a picture takes. */
  | { readonly kind: "chosen"; readonly delegate: Delegate; readonly ms: number }
  | { readonly kind: "saw"; readonly sighting: Sighting }
  | { readonly kind: "failed"; readonly line: string };
