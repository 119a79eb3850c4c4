/** The camera's own chunk: nobody without a camera loads it. */
import type { FrameListener, FrameSource } from "../frames";
import { drawBody } from "./overlay";
import { packetOf } from "./packet";
import { CameraSource } from "./source";

export { packetOf };

/** `place` is the camera's corner of `live/stage.html`. */
export function camera(place: HTMLElement, base: string, listener: FrameListener): FrameSource {
  const video = part(place, "video");
  const canvas = part(place, "canvas");
  const source = new CameraSource(video, base, {
    ...bound(listener),
    saw(sighting) {
      if (canvas.width !== sighting.width) canvas.width = sighting.width;
      if (canvas.height !== sighting.height) canvas.height = sighting.height;
      drawBody(canvas, sighting.points, getComputedStyle(canvas).color);
      listener.saw(sighting);
    },
  });
  addEventListener("pagehide", () => source.close());
  return source;
}

function bound(listener: FrameListener): Pick<FrameListener, "opened" | "failed"> {
  return { opened: () => listener.opened(), failed: (trouble) => listener.failed(trouble) };
}

function part<K extends "video" | "canvas">(place: HTMLElement, name: K): HTMLElementTagNameMap[K] {
  const found = place.querySelector(name);
  if (found === null) throw new Error(`live/stage.html: found no ${name} in .camera`);
  return found;
}
