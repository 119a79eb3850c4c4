/** How the colours are laid on: surfaces, lines round forms, and light. A few lines that run on the graphics card. */
import { BackSide, LessEqualDepth, ShaderMaterial, type Uniform } from "three";
import { type Paint, tones } from "./paint";

const CORNER = `
attribute float tone;
attribute float belt;
uniform vec3 palette[${Object.keys(tones).length}];
varying vec3 vColour;
varying vec3 vNormal;
varying float vBelt;
varying float vFar;
varying float vLit;
void main() {
  vLit = abs(tone - ${tones.lit.toFixed(1)}) < 0.5 ? 1.0 : 0.0;
  vColour = palette[int(tone + 0.5)];
  vBelt = belt;
  vNormal = normalMatrix * normal;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  vFar = -seen.z;
  gl_Position = projectionMatrix * seen;
}`;

/** Light from above the reader's left shoulder, so soft that forms are felt more than seen; what is far is paler. */
const SURFACE = `
uniform vec3 paper;
uniform vec3 glow;
uniform float brace;
uniform float alpha;
uniform float haze;
varying vec3 vColour;
varying vec3 vNormal;
varying float vBelt;
varying float vFar;
varying float vLit;
void main() {
  vec3 n = normalize(vNormal);
  float light = 0.5 + 0.5 * dot(n, normalize(vec3(-0.35, 0.75, 0.55)));
  vec3 colour = vColour * mix(0.86 + 0.16 * light, 0.98 + 0.16 * light, vLit);
  colour = mix(colour, glow, 0.42 * brace * vBelt);
  colour = mix(colour, paper, haze * smoothstep(9.9, 10.5, vFar));
  gl_FragColor = vec4(colour, alpha);
}`;

/** The back of a slightly larger body: what shows of it is a line of even width round each form. */
const LINE_CORNER = `
attribute vec3 push;
attribute float tone;
uniform float pixel;
uniform float width;
uniform float behind;
varying float vTone;
void main() {
  vTone = tone;
  vec4 seen = modelViewMatrix * vec4(position + push * pixel * width, 1.0);
  // A little farther off, so that no line is drawn where two forms lie flush.
  seen.z -= behind;
  gl_Position = projectionMatrix * seen;
}`;

const LINE = `
uniform vec3 line;
uniform vec3 litLine;
uniform vec3 boneLine;
uniform vec3 paper;
uniform float alpha;
varying float vTone;
bool is(float tone) { return abs(vTone - tone) < 0.5; }
void main() {
  vec3 colour = is(${tones.lit.toFixed(1)}) || is(${tones.spot.toFixed(1)}) ? litLine
    : is(${tones.bone.toFixed(1)}) ? boneLine
    : is(${tones.arrow.toFixed(1)}) ? paper : line;
  gl_FragColor = vec4(colour, alpha);
}`;

/** A light that is strongest in its middle and has no edge. */
const GLOW = `
uniform vec3 glow;
uniform float alpha;
varying vec3 vNormal;
void main() {
  float facing = max(normalize(vNormal).z, 0.0);
  gl_FragColor = vec4(glow, alpha * facing * facing * facing);
}`;

export interface Coat {
  /** Below 1 it is seen through; a uniform can change it. */
  readonly alpha?: number | Uniform;
  /** Share of the paper's colour on what is far. */
  readonly haze?: number;
}

export function surface(paint: Paint, { alpha = 1, haze = 0 }: Coat = {}): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: CORNER,
    fragmentShader: SURFACE,
    uniforms: { ...paint, alpha: uniform(alpha), haze: { value: haze } },
    transparent: alpha !== 1,
    depthFunc: LessEqualDepth,
  });
}

const uniform = (value: number | Uniform): Uniform => (typeof value === "number" ? { value } : value);

/** Leaves only the depth, and so hides what is painted after it and lies behind. */
export function depthOnly(paint: Paint): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: CORNER,
    fragmentShader: "void main() { gl_FragColor = vec4(0.0); }",
    uniforms: { ...paint },
    colorWrite: false,
  });
}

export function outline(paint: Paint, width: number, alpha: number | Uniform = 1, behind = 0.001): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: LINE_CORNER,
    fragmentShader: LINE,
    uniforms: { ...paint, width: { value: width }, alpha: uniform(alpha), behind: { value: behind } },
    side: BackSide,
    transparent: alpha !== 1,
  });
}

export function glowing(paint: Paint, alpha: number): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: CORNER,
    fragmentShader: GLOW,
    uniforms: { ...paint, alpha: { value: alpha } },
    transparent: true,
    depthWrite: false,
  });
}
