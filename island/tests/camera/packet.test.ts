import { expect, test } from "vitest";
import { packetOf, type Sighting } from "../../src/camera/packet";
import golden from "./sighting.golden.json";

const [yaw = 0, pitch = 0, roll = 0, depth = 0] = golden.head;
const [width = 0, height = 0] = golden.image;
const sighting: Sighting = {
  number: golden.number,
  t: golden.t,
  width,
  height,
  points: Array.from({ length: 33 }, (_, n) => ({ x: n / 64, y: n / 128, z: 0 - n / 256, visibility: n / 32 })),
  head: { yaw, pitch, roll, depth },
  people: golden.people,
  light: golden.light,
};

test("the page and the server mean the same bytes", () => {
  const bytes = [...new Uint8Array(packetOf(sighting))];
  expect(bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(golden.hex);
});

test("a frame without a person is twenty bytes", () => {
  const packet = new Uint8Array(packetOf({ ...sighting, points: [], head: null }));
  expect(packet.length).toBe(20);
  expect(packet[1]).toBe(0);
});

test("a head without a depth says so", () => {
  const packet = new Uint8Array(packetOf({ ...sighting, head: { yaw, pitch, roll, depth: null } }));
  expect(packet[1]).toBe(3);
});

test("a landmark far outside the picture, or no number at all, never makes a message that is refused", () => {
  const wild = [{ x: NaN, y: 900, z: -Infinity, visibility: 1.0000001 }, ...sighting.points.slice(1)];
  const packet = new DataView(packetOf({ ...sighting, points: wild }));
  expect([0, 4, 8, 12].map((at) => packet.getFloat32(20 + at, true))).toEqual([0, 16, 0, 1]);
});
