/** What stands in the room: boxes with a line round them, a roller, weights in the hands, a soft shadow. */
import { BufferAttribute, BufferGeometry } from "three";
import { tones } from "./paint";
import { tube, type Ring } from "./shapes";
import type { Part } from "./skin";
import type { Body, Box, Tracks } from "./tracks";
import { add, cross, scaled, unit, type Vec } from "./vec";

const BOX_TONES: Readonly<Record<string, number>> = { chair: tones.chair, mat: tones.mat, "mat edge": tones.edge, wall: tones.mat };

/** The six sides of a box: the axis that they look along, and the two others in their order. */
const SIDES = [0, 1, 2].flatMap((axis) => [-1, 1].map((way) => ({ axis, way })));

/** All boxes as one mesh, each side with corners of its own, so that edges stay sharp. */
export function boxes(found: readonly Box[]): BufferGeometry {
  const positions: number[] = [];
  const normals: number[] = [];
  const push: number[] = [];
  const tone: number[] = [];
  const index: number[] = [];
  for (const { name, low, high } of found) {
    for (const { axis, way } of SIDES) {
      const first = tone.length;
      for (const [a, b] of [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const) {
        const end = [0, 0, 0];
        end[axis] = way;
        end[(axis + 1) % 3] = a;
        end[(axis + 2) % 3] = b;
        positions.push(...end.map((side, n) => (side < 0 ? (low[n] ?? 0) : (high[n] ?? 0))));
        normals.push(...[0, 1, 2].map((n) => (n === axis ? way : 0)));
        push.push(...end);
        tone.push(BOX_TONES[name] ?? tones.chair);
      }
      const turn = way > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2];
      index.push(...turn.map((n) => first + n));
    }
  }
  return geometryOf(positions, normals, tone, index).setAttribute("push", attribute(push, 3));
}

const attribute = (values: readonly number[], each: number): BufferAttribute => new BufferAttribute(Float32Array.from(values), each);

function geometryOf(
  positions: readonly number[],
  normals: readonly number[],
  tone: readonly number[],
  index: readonly number[],
): BufferGeometry {
  return new BufferGeometry()
    .setAttribute("position", attribute(positions, 3))
    .setAttribute("normal", attribute(normals, 3))
    .setAttribute("tone", attribute(tone, 1))
    .setAttribute("belt", attribute(tone.map(() => 0), 1))
    .setIndex(new BufferAttribute(Uint16Array.from(index), 1));
}

/** A flat ellipse on the floor. */
export function shadow([at, half]: readonly [Vec, Vec]): BufferGeometry {
  const rim = Array.from({ length: 40 }, (_, n) => (2 * Math.PI * n) / 40);
  const positions = [...at, ...rim.flatMap((turn) => [at[0] + half[0] * Math.cos(turn), at[1] - 0.002, at[2] + half[2] * Math.sin(turn)])];
  const index = rim.flatMap((_, n) => [0, ((n + 1) % rim.length) + 1, n + 1]);
  const normals = positions.map((_, n) => (n % 3 === 1 ? 1 : 0));
  return geometryOf(positions, normals, [tones.ground, ...rim.map(() => tones.ground)], index);
}

/** What moves with the body and is no part of it. */
export function carried(tracks: Tracks): Part[] {
  const parts: Part[] = [];
  if (tracks.roll !== undefined) {
    const [radius, half] = tracks.roll;
    const towel = tracks.props.includes("towel");
    parts.push(rod(towel ? tones.towel : tones.roll, radius, half, (body) => [body.at("roll"), [0, 0, 1]]));
    parts.push(rod(tones.core, radius * 0.45, half + 0.004, (body) => [body.at("roll"), [0, 0, 1]]));
  }
  if (tracks.props.includes("weights")) {
    for (const side of ["left", "right"]) parts.push(...weight(side));
  }
  return parts;
}

/** A round rod with softly broken edges. */
function rod(tone: number, radius: number, half: number, place: (body: Body) => readonly [at: Vec, way: Vec]): Part {
  const edge = Math.min(0.006, radius * 0.3);
  const rings = [
    [-half, radius - edge],
    [-half + edge, radius],
    [half - edge, radius],
    [half, radius - edge],
  ] as const;
  return tube({
    tone,
    rings: rings.length,
    segments: 26,
    shape: (body) => {
      const [at, way] = place(body);
      const one = unit(Math.abs(way[1]) < 0.9 ? cross([0, 1, 0], way) : cross([1, 0, 0], way));
      const other = cross(way, one);
      return rings.map(([far, wide]): Ring => ({ at: add(at, way, far), one: scaled(one, wide), other: scaled(other, wide) }));
    },
  });
}

function weight(side: string): Part[] {
  const grip = (body: Body): readonly [Vec, Vec] => {
    const [fingers, back] = [body.at(`fingers.${side}`), body.at(`back.${side}`)];
    const at = add(add(body.at(`wrist.${side}`), fingers, 0.085), back, -0.018);
    return [at, unit(cross(fingers, back))];
  };
  const plate = (way: number): Part =>
    rod(tones.weight, 0.038, 0.02, (body) => {
      const [at, along] = grip(body);
      return [add(at, along, way * 0.062), along];
    });
  return [rod(tones.weight, 0.013, 0.062, grip), plate(-1), plate(1)];
}
