import { describe, expect, test } from "vitest";
import css from "../styles/tokens.css?raw";

type Scheme = "light" | "dark";

const tokens = new Map(
  [...css.matchAll(/--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map((found) => [
    found[1] as string,
    { light: found[2] as string, dark: found[3] as string },
  ]),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string, scheme: Scheme): number {
  const found = [one, other].map((name) => luminance(tokens.get(name)?.[scheme] ?? ""));
  const [low = 0, high = 0] = found.toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const schemes: Scheme[] = ["light", "dark"];

describe("colours", () => {
  test.each(schemes)("of words reach AAA on paper, in %s", (scheme) => {
    for (const ink of ["ink", "ink-quiet", "accent", "caution", "stop"]) {
      expect(contrast(ink, "paper", scheme), ink).toBeGreaterThanOrEqual(7);
    }
  });

  test.each(schemes)("of words stay AAA on the washes that lie behind them, in %s", (scheme) => {
    for (const [ink, ground] of [["ink", "paper-deep"], ["on-accent", "accent"], ["paper", "ink"], ["caution", "caution-wash"], ["stop", "stop-wash"], ["ink", "accent-wash"]] as const) {
      expect(contrast(ink, ground, scheme), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
    }
  });

  test.each(schemes)("of edges and marks can be told from paper, in %s", (scheme) => {
    for (const mark of ["edge", "cervical", "thoracic", "lumbar"]) {
      expect(contrast(mark, "paper", scheme), mark).toBeGreaterThanOrEqual(3);
    }
  });
});
