/** The soft parts round the bones. Measures are metres of a body 1.70 m tall, near those of the drawings [D]. */
import { foot, hand } from "./ends";
import { tones } from "./paint";
import { limb, limbRings, tube, type Profile, type Ring } from "./shapes";
import type { Part } from "./skin";
import type { Body } from "./tracks";
import { add, between, midway, out, scaled, type Frame, type Vec } from "./vec";
import { VERTEBRAE } from "./vertebrae";

type Side = "left" | "right";
const SIDES: readonly Side[] = ["left", "right"];
const sign = (side: Side): number => (side === "right" ? 1 : -1);

/** Vertebra from below (0 is L5), the trunk's middle in front of it, half width, half depth, share of a brace's light. */
const TRUNK = [
  [0, 0.05, 0.15, 0.104, 0],
  [1, 0.053, 0.143, 0.102, 0.7],
  [2, 0.056, 0.139, 0.102, 1],
  [3, 0.058, 0.139, 0.103, 1],
  [4, 0.06, 0.141, 0.106, 1],
  [5.5, 0.063, 0.146, 0.11, 0.6],
  [7, 0.066, 0.152, 0.113, 0],
  [8.5, 0.069, 0.158, 0.117, 0],
  [10, 0.071, 0.162, 0.119, 0],
  [11.5, 0.07, 0.163, 0.118, 0],
  [13, 0.066, 0.157, 0.111, 0],
  [14.2, 0.06, 0.143, 0.1, 0],
  [15.2, 0.05, 0.12, 0.086, 0],
  [16, 0.038, 0.094, 0.072, 0],
  [16.7, 0.026, 0.072, 0.061, 0],
] as const;

/** Height over the hips, the middle ahead of them, half width, half depth. */
const HIPS = [
  [-0.088, 0, 0.07, 0.045],
  [-0.076, 0.002, 0.118, 0.075],
  [-0.05, 0.003, 0.153, 0.095],
  [-0.015, 0.004, 0.167, 0.102],
  [0.025, 0.005, 0.164, 0.103],
  [0.065, 0.008, 0.153, 0.101],
  [0.1, 0.011, 0.146, 0.099],
] as const;

const UPPER_ARM: Profile = [[0, 0.043], [0.35, 0.043], [0.75, 0.038], [1, 0.036]];
const SLEEVE: Profile = [[0, 0.049], [0.35, 0.0495], [0.7, 0.0485], [1, 0.0465]];
/** Where a short sleeve ends on the upper arm. */
const SLEEVE_END = 0.5;
const FOREARM: Profile = [[0, 0.0365], [0.22, 0.039], [0.45, 0.036], [0.75, 0.0285], [1, 0.0235]];
const THIGH: Profile = [[0, 0.088], [0.2, 0.087], [0.45, 0.078], [0.8, 0.062], [1, 0.057]];
const SHANK: Profile = [[0, 0.056], [0.14, 0.0555], [0.3, 0.056], [0.55, 0.047], [0.8, 0.038], [1, 0.037]];
const YOKE: Profile = [[0, 0.036], [0.4, 0.043], [0.75, 0.047], [1, 0.0485]];
const FLANK: Profile = [[0, 0.07], [0.5, 0.06], [1, 0.046]];

/** Every part of the body but its spine and its head. */
export function flesh(): Part[] {
  return [trunk(), hips(), neck(), ...SIDES.flatMap((side) => [...arm(side), ...leg(side)])];
}

/** The frame at a place between two vertebrae. */
function level(body: Body, at: number): Frame {
  const low = Math.floor(at);
  const [below, above] = [VERTEBRAE[low], VERTEBRAE[Math.min(low + 1, VERTEBRAE.length - 1)]];
  return midway(body.frame(below ?? "L5"), body.frame(above ?? "C1"), at - low);
}

function oval(frame: Frame, ahead: number, wide: number, deep: number, boxy = 2.35): Ring {
  return { at: add(frame.at, frame.x, ahead), one: scaled(frame.z, wide), other: scaled(frame.x, deep), boxy };
}

function trunk(): Part {
  return tube({
    tone: tones.shirt,
    belt: [0, ...TRUNK.map(([, , , , belt]) => belt)],
    rings: TRUNK.length + 1,
    segments: 30,
    shape: (body) => {
      const pelvis = body.frame("pelvis");
      const hem = { ...pelvis, at: out(pelvis, [0, 0.068, 0]) };
      return [
        oval(hem, 0.009, 0.154, 0.105),
        ...TRUNK.map(([at, ahead, wide, deep]) => oval(level(body, at), ahead, wide, deep)),
      ];
    },
  });
}

function hips(): Part {
  return tube({
    tone: tones.trousers,
    rings: HIPS.length,
    segments: 24,
    shape: (body) => {
      const pelvis = body.frame("pelvis");
      return HIPS.map(([high, ahead, wide, deep]) => oval({ ...pelvis, at: out(pelvis, [0, high, 0]) }, ahead, wide, deep));
    },
  });
}

function neck(): Part {
  const rings = [15.6, 16.6, 17.6, 18.8, 20, 21.2, 22.4] as const;
  return tube({
    tone: tones.skin,
    rings: rings.length + 1,
    segments: 16,
    shape: (body) => {
      const head = body.frame("head");
      return [
        ...rings.map((at, n) => oval(level(body, at), 0.02 - n * 0.0015, 0.06 - n * 0.0018, 0.06 - n * 0.0016, 2)),
        oval({ ...head, at: out(head, [0.008, 0.03, 0]) }, 0, 0.046, 0.05, 2),
      ];
    },
  });
}

function bone(tone: number, profile: Profile, ends: (body: Body) => readonly [Vec, Vec], segments = 14): Part {
  return tube({ tone, rings: limbRings(profile), segments, shape: (body) => limb(...ends(body), profile) });
}

function arm(side: Side): Part[] {
  const s = sign(side);
  const at = (joint: string) => (body: Body): Vec => body.at(`${joint}.${side}`);
  const [shoulder, elbow, wrist] = [at("shoulder"), at("elbow"), at("wrist")];
  return [
    bone(tones.shirt, YOKE, (body) => [out(level(body, 17.3), [0.008, 0, 0.03 * s]), shoulder(body)]),
    bone(tones.shirt, FLANK, (body) => [out(level(body, 11.5), [0.06, 0, 0.085 * s]), shoulder(body)]),
    bone(tones.skin, UPPER_ARM, (body) => [shoulder(body), elbow(body)]),
    bone(tones.shirt, SLEEVE, (body) => [shoulder(body), between(shoulder(body), elbow(body), SLEEVE_END)]),
    bone(tones.skin, FOREARM, (body) => [elbow(body), wrist(body)]),
    ...hand(side),
  ];
}

function leg(side: Side): Part[] {
  const at = (joint: string) => (body: Body): Vec => body.at(`${joint}.${side}`);
  const [hip, knee, ankle] = [at("hip"), at("knee"), at("ankle")];
  return [
    bone(tones.trousers, THIGH, (body) => [hip(body), knee(body)], 16),
    bone(tones.trousers, SHANK, (body) => [knee(body), between(knee(body), ankle(body), 0.93)], 14),
    ...foot(side),
  ];
}
