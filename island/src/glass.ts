/** A canvas that can show a body in space, where the browser has one. Asked first, so that nothing is loaded in vain. */

export interface Glass {
  readonly canvas: HTMLCanvasElement;
  readonly context: WebGL2RenderingContext;
  /** The computer's own processor paints, and has not the time for smooth edges on what moves. */
  readonly slow: boolean;
}

export function glassIn(page: Document): Glass | null {
  return ask(page, { antialias: true, failIfMajorPerformanceCaveat: true }, false) ?? ask(page, { antialias: false }, true);
}

function ask(page: Document, wish: WebGLContextAttributes, slow: boolean): Glass | null {
  const canvas = page.createElement("canvas");
  const context = canvas.getContext("webgl2", { alpha: true, depth: true, stencil: false, powerPreference: "low-power", ...wish });
  return context === null ? null : { canvas, context, slow };
}
