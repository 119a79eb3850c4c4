/** Where frames come from, as the live page sees it. */
import type { Sighting } from "./camera/packet";

/** Why there is no picture, by name; the page has words for each. */
export type Trouble = "denied" | "missing" | "busy" | "unplugged" | "insecure" | "models";

export interface FrameListener {
  /** The camera is on, and the first frame was read. */
  opened(): void;
  saw(sighting: Sighting): void;
  /** The camera is off again. */
  failed(trouble: Trouble): void;
}

/** A camera, or none. Whoever stops it may start it again. */
export interface FrameSource {
  start(): void;
  stop(): void;
}
