/** The moving figure on the page of an exercise: plays over and over, slower or turned as the reader likes. */
import { type Maker, maker } from "./body_view";
import type { MovingFigure, Stretch, Tracks } from "./figure3d";

type Chunk = Awaited<ReturnType<Maker["chunk"]>>;

const SLOW = 0.5;
/** A tab that slept must not leap over half a round, in seconds. */
const LONGEST_STEP_S = 0.1;

/** `holder` is the figure of `templates/exercises/one.html`. Where nothing can move, its drawing stays. */
export async function showMoving(holder: HTMLElement, by: Maker = maker): Promise<void> {
  const place = holder.querySelector<HTMLElement>(".figure-place");
  const glass = by.glass(holder.ownerDocument);
  if (place === null || glass === null) return;
  try {
    const chunk = await by.chunk();
    const tracks = await tracksOf(holder, chunk, by);
    let show: Show | null = null;
    const figure = new chunk.MovingFigure(place, glass, { mirror: false, lost: () => show?.end() });
    show = new Show(holder, place, figure, chunk, tracks);
    show.begin(() => tracksOf(holder, chunk, by));
  } catch {
    place.dataset["shows"] = "drawing";
  }
}

async function tracksOf(holder: HTMLElement, chunk: Chunk, by: Maker): Promise<Tracks> {
  const form = holder.querySelector<HTMLSelectElement>('[data-do="form"]')?.value ?? "standard";
  const side = holder.querySelector<HTMLSelectElement>('[data-do="side"]')?.value;
  const code = encodeURIComponent(holder.dataset["moving"] ?? "");
  const changes = holder.dataset["changes"] ?? "";
  const query = new URLSearchParams({ form, changes, ...(side === undefined ? {} : { side }) });
  return chunk.tracksOf(await by.tracks(`/figures/${code}/tracks.json?${query}`));
}

class Show {
  readonly #holder: HTMLElement;
  readonly #place: HTMLElement;
  readonly #figure: MovingFigure;
  readonly #chunk: Chunk;
  readonly #ended = new AbortController();
  readonly #seen: IntersectionObserver;
  readonly #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #tracks: Tracks;
  #loop: readonly Stretch[];
  #plays = !this.#calm.matches;
  #slow = false;
  #inSight = true;
  /** Seconds of the exercise that were played. */
  #t = 0;
  /** When the last step was, in the browser's milliseconds; null after a halt. */
  #before: number | null = null;
  #frame = 0;

  constructor(holder: HTMLElement, place: HTMLElement, figure: MovingFigure, chunk: Chunk, tracks: Tracks) {
    this.#holder = holder;
    this.#place = place;
    this.#figure = figure;
    this.#chunk = chunk;
    this.#tracks = tracks;
    this.#loop = chunk.loopOf(tracks);
    this.#seen = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? true;
      this.#run();
    });
  }

  begin(reload: () => Promise<Tracks>): void {
    const { signal } = this.#ended;
    const on = (what: string, kind: string, act: (control: HTMLElement) => void): void => {
      const control = this.#control(what);
      control?.addEventListener(kind, () => act(control), { signal });
    };
    on("play", "click", () => this.#play(!this.#plays));
    on("slow", "click", (button) => {
      this.#slow = !this.#slow;
      button.setAttribute("aria-pressed", String(this.#slow));
    });
    on("mirror", "change", (box) => (this.#figure.mirror = (box as HTMLInputElement).checked));
    on("turn", "input", (slider) => {
      this.#figure.turn({ round: Number((slider as HTMLInputElement).value), above: this.#figure.turned.above });
    });
    for (const choice of ["form", "side"]) {
      on(choice, "change", () => void reload().then((tracks) => this.#load(tracks)).catch(() => this.end()));
    }
    this.#figure.element.addEventListener("turned", () => this.#told(), { signal });
    this.#holder.ownerDocument.addEventListener("visibilitychange", () => this.#run(), { signal });
    this.#calm.addEventListener("change", (event) => this.#play(!event.matches), { signal });
    addEventListener("pagehide", () => this.end(), { signal });
    this.#seen.observe(this.#place);
    this.#load(this.#tracks);
    this.#play(this.#plays);
    this.#place.dataset["shows"] = "moving";
    this.#holder.dataset["ready"] = "";
  }

  /** Back to the drawing, with nothing left behind. */
  end(): void {
    this.#ended.abort();
    this.#seen.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#figure.dispose();
    this.#place.dataset["shows"] = "drawing";
    delete this.#holder.dataset["ready"];
  }

  #load(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#loop = this.#chunk.loopOf(tracks);
    this.#t = 0;
    const mirror = this.#control("mirror")?.closest("label");
    if (mirror) mirror.hidden = !tracks.look.faces;
    this.#show();
  }

  #play(plays: boolean): void {
    this.#plays = plays;
    const button = this.#control("play");
    const word = button?.dataset[plays ? "pause" : "play"];
    if (button && word !== undefined) button.textContent = word;
    this.#run();
  }

  #run(): void {
    cancelAnimationFrame(this.#frame);
    this.#before = null;
    if (this.#plays && this.#inSight && !this.#holder.ownerDocument.hidden) this.#frame = requestAnimationFrame((at) => this.#step(at));
  }

  #step(at: number): void {
    const passed = this.#before === null ? 0 : Math.min((at - this.#before) / 1000, LONGEST_STEP_S);
    this.#before = at;
    this.#t += passed * (this.#slow ? SLOW : 1);
    this.#show();
    this.#frame = requestAnimationFrame((next) => this.#step(next));
  }

  #show(): void {
    const { words, ...moment } = this.#chunk.playedAt(this.#loop, this.#t);
    this.#figure.show({ tracks: this.#tracks, moment, text: words });
    const caption = this.#holder.querySelector(".figure-words");
    if (caption !== null && caption.textContent !== words) caption.textContent = words;
  }

  /** The slider follows the hand. */
  #told(): void {
    const slider = this.#control("turn") as HTMLInputElement | null;
    if (slider !== null) slider.value = String(Math.round(this.#figure.turned.round));
  }

  #control(what: string): HTMLElement | null {
    return this.#holder.querySelector<HTMLElement>(`[data-do="${what}"]`);
  }
}
