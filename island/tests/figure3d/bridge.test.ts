import { describe, expect, test } from "vitest";
import { Bridge } from "../../src/figure3d/bridge";
import { HEAD_Z, upright } from "./upright";

const tracks = upright();

describe("a leap", () => {
  const z = (bridge: Bridge, phase: string | null, fraction: number, now: number): number =>
    bridge.cross(tracks, { phase, fraction }, now).sample[HEAD_Z] ?? Number.NaN;

  test("is crossed in a moment, slowly off and slowly on", () => {
    const bridge = new Bridge();
    expect(z(bridge, "sway", 1, 0)).toBe(1000);
    expect(z(bridge, null, 1, 1000)).toBe(1000);
    expect(z(bridge, null, 1, 1120)).toBeCloseTo(500);
    expect(z(bridge, null, 1, 1240)).toBe(0);
    expect(bridge.cross(tracks, { phase: null, fraction: 1 }, 1300).share).toBe(1);
  });

  test("is not what a phase does itself, however seldom it is painted", () => {
    const bridge = new Bridge();
    expect(z(bridge, "sway", 0.1, 0)).toBeLessThan(50);
    expect(z(bridge, "sway", 0.9, 900)).toBeGreaterThan(950);
  });

  test("is none from the end of a phase to the beginning of the next", () => {
    const bridge = new Bridge();
    z(bridge, "sway", 1, 0);
    expect(bridge.cross(tracks, { phase: "back", fraction: 0.05 }, 16).share).toBe(1);
  });

  test("is none for another body", () => {
    const bridge = new Bridge();
    z(bridge, "sway", 1, 0);
    bridge.forget();
    expect(z(bridge, null, 1, 16)).toBe(0);
  });
});
