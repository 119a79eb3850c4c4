import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CameraSource, OPENS_MS, troubleOf, type World } from "../../src/camera/source";
import type { FromWorker, ToWorker } from "../../src/camera/worker_words";

class Track extends EventTarget {
  readyState: "live" | "ended" = "live";
  stop(): void {
    this.readyState = "ended";
  }
}

class Stream {
  readonly tracks = [new Track()];
  getTracks(): Track[] {
    return this.tracks;
  }
}

/** Stands where the browser would: a camera, a worker, and pictures when the test says so. */
class Stage {
  readonly streams: Stream[] = [];
  readonly told: ToWorker[] = [];
  readonly said: string[] = [];
  terminated = 0;
  denies: string | null = null;
  readonly worker = new EventTarget();
  readonly video = document.createElement("video");
  #pictures: VideoFrameRequestCallback[] = [];
  readonly source: CameraSource;

  constructor() {
    this.video.play = () => Promise.resolve();
    Object.defineProperty(this.video, "srcObject", { writable: true, value: null });
    this.video.requestVideoFrameCallback = (callback) => this.#pictures.push(callback);
    const world: World = {
      devices: {
        getUserMedia: async () => {
          if (this.denies !== null) throw Object.assign(new Error(), { name: this.denies });
          const stream = new Stream();
          this.streams.push(stream);
          return stream as unknown as MediaStream;
        },
      },
      worker: () =>
        Object.assign(this.worker, {
          postMessage: (message: ToWorker) => this.told.push(message),
          terminate: () => (this.terminated += 1),
        }) as unknown as Worker,
    };
    this.source = new CameraSource(this.video, "/models/", {
      opened: () => this.said.push("opened"),
      saw: (sighting) => this.said.push(`saw ${sighting.number}`),
      failed: (trouble) => this.said.push(trouble),
    }, world);
  }

  async settled(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
  }

  async picture(at: number): Promise<void> {
    const due = this.#pictures;
    this.#pictures = [];
    for (const callback of due) callback(at, { captureTime: at, mediaTime: 0 } as VideoFrameCallbackMetadata);
    await this.settled();
  }

  answers(message: FromWorker): void {
    this.worker.dispatchEvent(new MessageEvent("message", { data: message }));
  }

  /** As the worker answers a picture. */
  saw(number: number): void {
    const sighting = { number, t: 0, width: 640, height: 480, points: [], head: null, people: 0, light: 1 };
    this.answers({ kind: "saw", sighting });
  }

  get looks(): number[] {
    return this.told.flatMap((message) => (message.kind === "look" ? [message.t] : []));
  }

  get live(): number {
    return this.streams.flatMap((stream) => stream.tracks).filter((track) => track.readyState === "live").length;
  }
}

let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("createImageBitmap", async () => ({ close: () => undefined }));
  stage = new Stage();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(): Promise<void> {
  stage.source.start();
  await stage.settled();
  stage.answers({ kind: "opened" });
  await stage.picture(1000);
  stage.saw(0);
}

describe("the camera as a source of frames", () => {
  test("gives each frame the time of the camera's own clock, in seconds", async () => {
    await opened();
    await stage.picture(1033);
    expect(stage.looks).toEqual([1, 1.033]);
    expect(stage.said).toEqual(["opened", "saw 0"]);
  });

  test("lets pictures go while one is being read, and while the models are not there", async () => {
    stage.source.start();
    await stage.settled();
    await stage.picture(900);
    expect(stage.looks).toEqual([]);
    stage.answers({ kind: "opened" });
    for (const at of [1000, 1033, 1066]) await stage.picture(at);
    expect(stage.looks).toEqual([1]);
    stage.saw(0);
    await stage.picture(1100);
    expect(stage.looks).toEqual([1, 1.1]);
  });

  test("has no live track left in the moment after a stop", async () => {
    await opened();
    expect(stage.live).toBe(1);
    stage.source.stop();
    expect(stage.live).toBe(0);
    expect(stage.video.srcObject).toBeNull();
    stage.saw(1);
    expect(stage.said).toEqual(["opened", "saw 0"]);
  });

  test("a stop while the browser still asks lets the camera go as soon as it is given", async () => {
    stage.source.start();
    stage.source.stop();
    await stage.settled();
    expect(stage.streams).toHaveLength(1);
    expect(stage.live).toBe(0);
  });

  test("is taken again with the models that are loaded", async () => {
    await opened();
    stage.source.stop();
    stage.source.start();
    await stage.settled();
    await stage.picture(5000);
    stage.saw(1);
    expect(stage.live).toBe(1);
    expect(stage.told.filter((message) => message.kind === "open")).toHaveLength(1);
    expect(stage.said).toEqual(["opened", "saw 0", "opened", "saw 1"]);
  });

  test.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])("%s means that it is %s", async (name, trouble) => {
    expect(troubleOf(Object.assign(new Error(), { name }))).toBe(trouble);
    stage.denies = name;
    stage.source.start();
    await stage.settled();
    expect(stage.said).toEqual([trouble]);
  });

  test("a page that may have no camera says why", async () => {
    const said: string[] = [];
    const listener = { opened: () => undefined, saw: () => undefined, failed: (trouble: string) => void said.push(trouble) };
    const worker = Object.assign(new EventTarget(), { postMessage: () => undefined }) as unknown as Worker;
    new CameraSource(stage.video, "/", listener, { devices: undefined, worker: () => worker }).start();
    await stage.settled();
    expect(said).toEqual(["insecure"]);
  });

  test("an unplugged camera is told once and let go", async () => {
    await opened();
    stage.streams[0]?.tracks[0]?.dispatchEvent(new Event("ended"));
    expect(stage.live).toBe(0);
    expect(stage.said.at(-1)).toBe("unplugged");
    await stage.picture(2000);
    expect(stage.looks).toEqual([1]);
  });

  test("models that cannot be read let camera and worker go, and are loaded anew at the next try", async () => {
    vi.spyOn(console, "warn").mockReturnValue(undefined);
    await opened();
    stage.answers({ kind: "failed", line: "no memory" });
    expect([stage.live, stage.terminated, stage.said.at(-1)]).toEqual([0, 1, "models"]);
    stage.source.start();
    expect(stage.told.filter((message) => message.kind === "open")).toHaveLength(2);
  });

  test("a camera that gives no picture does not keep the person waiting for ever", async () => {
    stage.source.start();
    await stage.settled();
    stage.answers({ kind: "opened" });
    await vi.advanceTimersByTimeAsync(OPENS_MS);
    expect([stage.live, stage.said]).toEqual([0, ["busy"]]);
  });
});
