/** The camera as a source of frames: takes the picture, has it read in the worker, and lets go at once when told to. */
import type { FrameListener, FrameSource, Trouble } from "../frames";
import type { FromWorker, ToWorker } from "./worker_words";

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/** Camera and models may take so long until the first picture is read, in milliseconds. */
export const OPENS_MS = 30_000;

export interface World {
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly worker: () => Worker;
}

export const world: World = {
  devices: navigator.mediaDevices as MediaDevices | undefined,
  worker: () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "camera" }),
};

export class CameraSource implements FrameSource {
  readonly #video: HTMLVideoElement;
  readonly #base: string;
  readonly #listener: FrameListener;
  readonly #world: World;
  #worker: Worker | null = null;
  #stream: MediaStream | null = null;
  /** Counts starts and stops: what belongs to an older one is let go as soon as it comes. */
  #turn = 0;
  /** The worker has its models. */
  #ready = false;
  /** A picture is in the worker; those that come meanwhile are let go. */
  #looking = false;
  #opened = false;
  #number = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(video: HTMLVideoElement, base: string, listener: FrameListener, by: World = world) {
    this.#video = video;
    this.#base = base;
    this.#listener = listener;
    this.#world = by;
  }

  start(): void {
    const turn = ++this.#turn;
    this.#opened = false;
    this.#load();
    void this.#take(turn);
  }

  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#watch);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** The models stay loaded from one start to the next; this lets them go. */
  close(): void {
    this.stop();
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  async #take(turn: number): Promise<void> {
    const { devices } = this.#world;
    if (devices === undefined) return this.#fail("insecure", turn);
    try {
      const stream = await devices.getUserMedia(WANTED);
      if (turn !== this.#turn) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      this.#stream = stream;
      for (const track of stream.getTracks()) track.addEventListener("ended", () => this.#fail("unplugged", turn));
      this.#watch = setTimeout(() => this.#opened || this.#fail(this.#ready ? "busy" : "models", turn), OPENS_MS);
      this.#video.srcObject = stream;
      await this.#video.play();
      this.#next(turn);
    } catch (fault) {
      // A stop in the meantime breaks off play(); that is no trouble.
      if (turn === this.#turn) this.#fail(troubleOf(fault), turn);
    }
  }

  #next(turn: number): void {
    this.#video.requestVideoFrameCallback((_, { captureTime, mediaTime }) => {
      if (turn !== this.#turn) return;
      this.#next(turn);
      if (this.#ready && !this.#looking) void this.#look(turn, (captureTime ?? mediaTime * 1000) / 1000);
    });
  }

  async #look(turn: number, t: number): Promise<void> {
    this.#looking = true;
    try {
      const picture = await createImageBitmap(this.#video);
      if (turn !== this.#turn || this.#worker === null) {
        picture.close();
        this.#looking = false;
        return;
      }
      this.#tell({ kind: "look", picture, t, number: this.#number++ }, [picture]);
    } catch {
      // The camera was let go while the picture was being taken.
      this.#looking = false;
    }
  }

  #load(): void {
    if (this.#worker !== null) return;
    const worker = this.#world.worker();
    this.#worker = worker;
    this.#looking = false;
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.#hear(event.data));
    worker.addEventListener("error", () => this.#fail("models", this.#turn));
    this.#tell({ kind: "open", base: this.#base });
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "opened":
        this.#ready = true;
        return;
      case "chosen":
        this.#video.dataset["delegate"] = message.delegate;
        return;
      case "saw":
        this.#looking = false;
        if (this.#stream === null) return;
        if (!this.#opened) this.#listener.opened();
        this.#opened = true;
        return this.#listener.saw(message.sighting);
      case "failed":
        this.#looking = false;
        this.#ready = false;
        console.warn(`camera: ${message.line}`);
        return this.#fail("models", this.#turn);
    }
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #fail(trouble: Trouble, turn: number): void {
    if (turn !== this.#turn) return;
    this.stop();
    if (trouble === "models") this.close();
    this.#listener.failed(trouble);
  }
}

/** What a browser's refusal means for the person. */
export function troubleOf(fault: unknown): Trouble {
  switch (fault instanceof Error || fault instanceof DOMException ? fault.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    default:
      return "busy";
  }
}
