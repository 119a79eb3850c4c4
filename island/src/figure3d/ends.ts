/** Hands as soft mittens with a thumb, feet in socks. Metres of a body 1.70 m tall [D]. */
import { tones } from "./paint";
import { limb, limbRings, tube, type Profile, type Ring } from "./shapes";
import type { Part } from "./skin";
import type { Body } from "./tracks";
import { add, between, cross, dot, scaled, unit, type Vec } from "./vec";

type Side = "left" | "right";

/** Along the fingers, half width, half thickness, toward the thumb. */
const HAND = [
  [-0.012, 0.021, 0.019, 0],
  [0.012, 0.026, 0.0175, 0],
  [0.04, 0.038, 0.0165, 0.001],
  [0.068, 0.041, 0.0155, 0.002],
  [0.096, 0.038, 0.0135, 0],
  [0.13, 0.032, 0.0115, -0.001],
  [0.156, 0.024, 0.0095, -0.002],
  [0.169, 0.013, 0.007, -0.002],
] as const;
const THUMB: Profile = [[0, 0.018], [0.5, 0.0145], [1, 0.0115]];

/** Along the foot from the ankle, the middle below it, half width, half height. */
const FOOT = [
  [-0.057, -0.036, 0.016, 0.018],
  [-0.046, -0.034, 0.027, 0.029],
  [-0.022, -0.031, 0.031, 0.035],
  [0.012, -0.026, 0.033, 0.04],
  [0.05, -0.036, 0.035, 0.03],
  [0.095, -0.046, 0.041, 0.02],
  [0.135, -0.05, 0.041, 0.0165],
  [0.163, -0.052, 0.032, 0.0135],
  [0.176, -0.053, 0.018, 0.009],
] as const;

/** Half-axes in the order that keeps a tube's outside out. */
function outsideOut(at: Vec, way: Vec, one: Vec, other: Vec, boxy: number): Ring {
  return dot(cross(one, other), way) > 0 ? { at, one, other, boxy } : { at, one: other, other: one, boxy };
}

export function hand(side: Side): Part[] {
  const s = side === "right" ? 1 : -1;
  const axes = (body: Body): { wrist: Vec; way: Vec; back: Vec; thumb: Vec } => {
    const way = unit(body.at(`fingers.${side}`));
    const told = body.at(`back.${side}`);
    const back = unit(add(told, way, -dot(told, way)));
    return { wrist: body.at(`wrist.${side}`), way, back, thumb: scaled(cross(way, back), -s) };
  };
  return [
    tube({
      tone: tones.skin,
      rings: HAND.length,
      segments: 12,
      shape: (body) => {
        const { wrist, way, back, thumb } = axes(body);
        return HAND.map(([far, wide, thick, aside]) =>
          outsideOut(add(add(wrist, way, far), thumb, aside), way, scaled(thumb, wide), scaled(back, thick), 2.2),
        );
      },
    }),
    tube({
      tone: tones.skin,
      rings: limbRings(THUMB),
      segments: 8,
      shape: (body) => {
        const { wrist, way, thumb } = axes(body);
        return limb(add(add(wrist, way, 0.03), thumb, 0.02), add(add(wrist, way, 0.088), thumb, 0.054), THUMB);
      },
    }),
  ];
}

export function foot(side: Side): Part[] {
  return [
    tube({
      tone: tones.sock,
      rings: FOOT.length,
      segments: 12,
      shape: (body) => {
        const [ankle, toes, up] = [body.at(`ankle.${side}`), unit(body.at(`toes.${side}`)), unit(body.at(`sole.${side}`))];
        const aside = cross(toes, up);
        return FOOT.map(([ahead, high, wide, half]) =>
          outsideOut(add(add(ankle, toes, ahead), up, high), toes, scaled(aside, wide), scaled(up, half), 2.4),
        );
      },
    }),
    // On the same axis as the trouser leg, with as many corners, so that its end is a clean line.
    tube({
      tone: tones.sock,
      rings: limbRings(SOCK),
      segments: 14,
      shape: (body) => {
        const [ankle, knee] = [body.at(`ankle.${side}`), body.at(`knee.${side}`)];
        return limb(between(knee, ankle, 0.88), ankle, SOCK);
      },
    }),
  ];
}

const SOCK: Profile = [[0, 0.0335], [0.5, 0.0335], [1, 0.034]];
