/** The colours by name, read from the style sheet. */
import type { Uniform } from "three";

/** Each corner of a mesh carries one of these numbers; the palette says its colour. */
export const tones = {
  skin: 0,
  shirt: 1,
  trousers: 2,
  sock: 3,
  face: 4,
  bone: 5,
  lit: 6,
  chair: 7,
  mat: 8,
  edge: 9,
  roll: 10,
  towel: 11,
  core: 12,
  weight: 13,
  arrow: 14,
  spot: 15,
  ground: 16,
  nose: 17,
} as const;

export type Tone = keyof typeof tones;

type Colour = readonly [number, number, number];

/** What the style sheet calls a tone. */
const TOKENS: Readonly<Record<Tone, string>> = {
  skin: "--figure-skin",
  shirt: "--figure-shirt",
  trousers: "--figure-trousers",
  sock: "--figure-sock",
  face: "--figure-line",
  bone: "--figure-bone",
  lit: "--accent",
  chair: "--figure-chair",
  mat: "--figure-mat",
  edge: "--figure-mat-edge",
  roll: "--figure-chair",
  towel: "--figure-towel",
  core: "--figure-core",
  weight: "--figure-weight",
  arrow: "--ink",
  spot: "--accent",
  ground: "--ink",
  nose: "--figure-nose",
};

export interface Paint {
  readonly palette: Uniform;
  readonly line: Uniform;
  readonly litLine: Uniform;
  readonly boneLine: Uniform;
  readonly paper: Uniform;
  readonly glow: Uniform;
  /** How strongly the belly glows while it braces, 0 to 1. */
  readonly brace: Uniform;
  /** How much of an effort is shown by its arrows, 0 to 1. */
  readonly effort: Uniform;
  /** Metres of one pixel. */
  readonly pixel: Uniform;
}

export function newPaint(): Paint {
  const colour = (): Uniform => ({ value: new Float32Array(3) });
  return {
    palette: { value: new Float32Array(Object.keys(tones).length * 3) },
    line: colour(),
    litLine: colour(),
    boneLine: colour(),
    paper: colour(),
    glow: colour(),
    brace: { value: 0 },
    effort: { value: 1 },
    pixel: { value: 0.001 },
  };
}

/** Reads every colour as the page has it now, in light or in dark; the region's hue lights what works. */
export function readPaint(paint: Paint, place: HTMLElement, region: string): void {
  const probe = place.ownerDocument.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const token = (name: string): Colour => {
    probe.style.color = `var(${name})`;
    return colourOf(getComputedStyle(probe).color);
  };
  const palette = paint.palette.value as Float32Array;
  for (const [tone, at] of Object.entries(tones) as [Tone, number][]) {
    palette.set(token(tone === "lit" || tone === "spot" ? `--${region}` : TOKENS[tone]), at * 3);
  }
  const hue = token(`--${region}`);
  const line = token("--figure-line");
  (paint.line.value as Float32Array).set(line);
  (paint.litLine.value as Float32Array).set(hue.map((part) => part * 0.5));
  (paint.boneLine.value as Float32Array).set(token("--figure-bone-line"));
  (paint.paper.value as Float32Array).set(token("--paper"));
  (paint.glow.value as Float32Array).set(hue);
  probe.remove();
}

/** `rgb(...)` or `color(srgb ...)` as three shares. */
export function colourOf(text: string): Colour {
  const found = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const whole = text.startsWith("color(") ? 1 : 255;
  return [(found[0] ?? 0) / whole, (found[1] ?? 0) / whole, (found[2] ?? 0) / whole];
}
