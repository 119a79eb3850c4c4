/** A canvas that can show a body in space, where the browser has one. Asked first, so that nothing is loaded in vain. */

export interface Glass {
  readonly canvas: HTMLCanvasElement;
  readonly context: WebGL2RenderingContext;
  /** The computer's own processor paints, and has not the time for smooth edges on what moves. */
  readonly slow: boolean;
}

/** Programs that paint without a graphics card, by the names that they give themselves. */
const BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function glassIn(page: Document): Glass | null {
  const fine = ask(page, { antialias: true, failIfMajorPerformanceCaveat: true });
  if (fine !== null && !BY_PROCESSOR.test(painter(fine.context))) return { ...fine, slow: false };
  fine?.context.getExtension("WEBGL_lose_context")?.loseContext();
  const plain = ask(page, { antialias: false });
  return plain === null ? null : { ...plain, slow: true };
}

function ask(page: Document, wish: WebGLContextAttributes): Omit<Glass, "slow"> | null {
  const canvas = page.createElement("canvas");
  const context = canvas.getContext("webgl2", { alpha: true, depth: true, stencil: false, powerPreference: "low-power", ...wish });
  return context === null ? null : { canvas, context };
}

function painter(context: WebGL2RenderingContext): string {
  const name = context.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER;
  return String(context.getParameter(name));
}
