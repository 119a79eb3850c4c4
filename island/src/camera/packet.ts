/** One camera frame's landmarks as the bytes that go up the socket. The layout stands in `wire/sighting.py`. */

/** x, y, z, visibility, as the pose model gives them. */
export interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly visibility?: number;
}

/** Degrees, right rotation, flexion and right side bend positive; depth in mm toward the camera, from any fixed zero. */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly depth: number | null;
}

export interface Sighting {
  /** Counts up from 0 since the page was opened. */
  readonly number: number;
  /** Seconds on the camera's own clock. */
  readonly t: number;
  readonly width: number;
  readonly height: number;
  /** 33 of them, or none without a person. */
  readonly points: readonly Landmark[];
  readonly head: HeadPose | null;
  /** How many people were in view at the last look round. */
  readonly people: number;
  /** Mean brightness, 0 to 1. */
  readonly light: number;
}

const VERSION = 1;
const BODY = 1;
const HEAD = 2;
const DEPTH = 4;
const START = 20;
const POINTS = 33;
/** The server refuses what is farther away than this; a landmark out there says nothing anyway. */
const FARTHEST = 16;

export function packetOf(sighting: Sighting): ArrayBuffer {
  const body = sighting.points.length === POINTS;
  const head = sighting.head;
  const flags = (body ? BODY : 0) | (head === null ? 0 : HEAD | (head.depth === null ? 0 : DEPTH));
  const packet = new DataView(new ArrayBuffer(START + (body ? POINTS * 16 : 0) + (head === null ? 0 : 16)));
  packet.setUint8(0, VERSION);
  packet.setUint8(1, flags);
  packet.setUint8(2, Math.min(255, sighting.people));
  packet.setUint8(3, Math.round(255 * within(sighting.light, 0, 1)));
  packet.setUint32(4, sighting.number, true);
  packet.setFloat64(8, sighting.t, true);
  packet.setUint16(16, sighting.width, true);
  packet.setUint16(18, sighting.height, true);
  let at = START;
  const write = (value: number): void => {
    packet.setFloat32(at, value, true);
    at += 4;
  };
  if (body) {
    for (const point of sighting.points) {
      write(within(point.x, -FARTHEST, FARTHEST));
      write(within(point.y, -FARTHEST, FARTHEST));
      write(within(point.z, -FARTHEST, FARTHEST));
      write(within(point.visibility ?? 0, 0, 1));
    }
  }
  if (head !== null) for (const value of [head.yaw, head.pitch, head.roll, head.depth ?? 0]) write(value);
  return packet.buffer;
}

/** What is no number counts as the nearest to nothing. */
function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : Math.max(0, least);
}
