/** The camera's worker: pictures in, landmarks out. The pictures end here. */
import { FilesetResolver } from "@mediapipe/tasks-vision";
import { Crowd, Eyes } from "./eyes";
import { Light } from "./light";
import { type Delegate, faster, isSoftware, middle, TIMED, WARM } from "./probe";
import type { FromWorker, ToWorker } from "./worker_words";

/** How often it looks round for other people, and measures the light, in seconds. */
const LOOK_ROUND_S = 3;

type Runtime = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

const light = new Light();
let runtime: Runtime;
let base = "";
let eyes: Eyes | null = null;
/** Milliseconds a picture takes, while it is not decided yet what runs the models. */
const times: Record<Delegate, number[]> = { CPU: [], GPU: [] };
let decided = false;
let rival: Eyes | null = null;
let crowd: Crowd | null = null;
let round = { t: -Infinity, people: 0, light: 1 };
let at = 0;

const say = (message: FromWorker): void => postMessage(message);

async function open(from: string): Promise<void> {
  base = from;
  runtime = await FilesetResolver.forVisionTasks(`${base}wasm`, true);
  eyes = await Eyes.open(runtime, base, "CPU");
  say({ kind: "opened" });
}

async function look(picture: ImageBitmap, t: number, number: number): Promise<void> {
  if (eyes === null) return;
  // The models want whole milliseconds that go up, whatever the camera's clock does.
  at = Math.max(at + 1, Math.round(t * 1000));
  const began = performance.now();
  const seen = eyes.look(picture, at);
  const took = performance.now() - began;
  if (t - round.t >= LOOK_ROUND_S || t < round.t) {
    // The first look round costs a second of loading, so it comes when the person is being led already.
    if (decided) crowd ??= await Crowd.open(runtime, base, eyes.delegate);
    round = { t, people: crowd?.count(picture) ?? Math.sign(seen.points.length), light: light.of(picture) };
  }
  say({
    kind: "saw",
    sighting: { number, t, width: picture.width, height: picture.height, ...seen, people: round.people, light: round.light },
  });
  if (!decided) await decide(took);
}

/** First the processor is timed, then the graphics card where there is one; the slower is let go. */
async function decide(took: number): Promise<void> {
  if (eyes === null) return;
  times[eyes.delegate].push(took);
  if (times[eyes.delegate].length < WARM + TIMED) return;
  if (eyes.delegate === "CPU" && !isSoftware(renderer())) {
    try {
      const gpu = await Eyes.open(runtime, base, "GPU");
      rival = eyes;
      eyes = gpu;
      return;
    } catch {
      // No graphics card that could do it: the processor it is.
    }
  }
  const delegate = faster(times.CPU.slice(WARM), times.GPU.slice(WARM));
  if (rival !== null) {
    const [kept, other]: [Eyes, Eyes] = eyes.delegate === delegate ? [eyes, rival] : [rival, eyes];
    other.close();
    eyes = kept;
    rival = null;
  }
  decided = true;
  say({ kind: "chosen", delegate, ms: middle(times[delegate].slice(WARM)) });
}

function renderer(): string {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
}

async function heard(message: ToWorker): Promise<void> {
  if (message.kind === "open") return open(message.base);
  try {
    await look(message.picture, message.t, message.number);
  } finally {
    message.picture.close();
  }
}

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  heard(event.data).catch((fault: unknown) => say({ kind: "failed", line: String(fault) }));
});
