/** The moving figure: one body on one canvas, at the moment it is told, turned as the reader likes. */
import type { Glass } from "../glass";
import { Bridge, type Moment } from "./bridge";
import type { Turn } from "./sight";
import { Stage } from "./stage";
import type { Tracks, Way } from "./tracks";
import { turning } from "./turning";

/** More pixels than this for each of the page's are not worth their time. */
const MOST_RATIO = 2;
/** On a slow glass a body that stands still is painted once more after this time, with smooth edges, in milliseconds. */
const STANDS_MS = 150;

export interface Wanted {
  readonly tracks: Tracks;
  readonly moment: Moment;
  readonly text: string;
}

export interface Manner {
  /** A body that faces the reader moves as in a mirror. */
  readonly mirror: boolean;
  /** The browser took the canvas back. */
  readonly lost: () => void;
}

export class MovingFigure {
  readonly element: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #stage: Stage;
  readonly #ended = new AbortController();
  readonly #sizes: ResizeObserver;
  readonly #bridge = new Bridge();
  readonly #slow: boolean;
  #mirror: boolean;
  #turn: Turn = { round: 0, above: 0 };
  #still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #wanted: Wanted | null = null;
  #loaded: Tracks | null = null;
  #drawn = "";
  #queued = 0;
  #standing: ReturnType<typeof setTimeout> | undefined;
  #size = { wide: 0, high: 0 };

  constructor(place: HTMLElement, glass: Glass, { mirror, lost }: Manner) {
    const { ownerDocument: page } = place;
    this.#mirror = mirror;
    this.#slow = glass.slow;
    this.element = page.createElement("div");
    this.element.className = "moving";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight ArrowUp ArrowDown");
    this.#canvas = glass.canvas;
    this.#stage = new Stage(glass);
    this.element.append(this.#canvas);
    place.append(this.element);
    const { signal } = this.#ended;
    this.#canvas.addEventListener("webglcontextlost", lost, { signal });
    turning(this.element, signal, (by) => this.turn({ round: this.#turn.round + by.round, above: this.#turn.above + by.above }));
    const repaint = (): void => this.#again(() => this.#loaded !== null && this.#stage.repaint(this.element));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint, { signal });
    page.addEventListener("visibilitychange", () => this.#queue(), { signal });
    matchMedia("(prefers-reduced-motion: reduce)").addEventListener(
      "change",
      (event) => this.#again(() => (this.#still = event.matches)),
      { signal },
    );
    this.#sizes = new ResizeObserver(() => this.#again(() => this.#resize()));
    this.#sizes.observe(this.element);
  }

  set mirror(mirror: boolean) {
    this.#again(() => (this.#mirror = mirror));
  }

  /** Degrees on top of the best view. */
  get turned(): Turn {
    return this.#turn;
  }

  turn(turn: Turn): void {
    this.#turn = { round: ((((turn.round + 180) % 360) + 360) % 360) - 180, above: Math.min(Math.max(turn.above, -10), 70) };
    this.element.dispatchEvent(new CustomEvent("turned"));
    this.#queue();
  }

  /** Shows the body at a moment; where motion is unwanted, at the end of its phase. */
  show(wanted: Wanted): void {
    this.#wanted = wanted;
    if (this.element.getAttribute("aria-label") !== wanted.text) this.element.setAttribute("aria-label", wanted.text);
    this.#draw();
  }

  dispose(): void {
    this.#ended.abort();
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#queued);
    clearTimeout(this.#standing);
    this.#stage.dispose();
    this.element.remove();
  }

  /** Something else than the moment has changed. */
  #again(change: () => void): void {
    change();
    this.#drawn = "";
    this.#queue();
  }

  #queue(): void {
    cancelAnimationFrame(this.#queued);
    this.#queued = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const wanted = this.#wanted;
    if (wanted === null || this.element.ownerDocument.hidden) return;
    const { tracks } = wanted;
    if (tracks !== this.#loaded) this.#load(tracks);
    // Out of sight; the size comes with its return.
    if (this.#size.wide === 0) return;
    const { phase } = wanted.moment;
    const fraction = this.#still ? 1 : wanted.moment.fraction;
    const rounds = this.#still ? 0 : (wanted.moment.rounds ?? 0);
    if (this.#still) this.#bridge.forget();
    const { sample, share } = this.#bridge.cross(tracks, { phase, fraction, rounds }, performance.now());
    const drawn = [phase, fraction.toFixed(4), rounds.toFixed(3), share.toFixed(3), this.#turn.round, this.#turn.above].join(" ");
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const way = tracks.phases.find((each) => each.id === phase);
    this.#stage.pose(sample, way, effortOf(way, fraction), this.#still);
    this.#render(this.#slow ? 1 : MOST_RATIO);
    this.#tell({ phase, fraction });
    if (share < 1) this.#queue();
    clearTimeout(this.#standing);
    if (this.#slow) this.#standing = setTimeout(() => this.#size.wide > 0 && this.#render(MOST_RATIO), STANDS_MS);
  }

  #render(ratio: number): void {
    const { wide, high } = this.#size;
    this.#stage.resize(wide, high, ratio === 1 ? 1 : Math.min(this.#slow ? ratio : devicePixelRatio, ratio));
    this.#stage.render(this.#turn, this.#mirror && this.#loaded?.look.faces === true);
  }

  #load(tracks: Tracks): void {
    const before = this.#loaded;
    // From one side to the other the body moves over; another exercise begins where it begins.
    if (before?.code !== tracks.code || before.look.round !== tracks.look.round) this.#bridge.forget();
    this.#loaded = tracks;
    this.#drawn = "";
    this.#stage.load(tracks);
    this.#stage.repaint(this.element);
    this.#resize();
    this.element.dataset["crop"] = tracks.look.crop;
  }

  /** What is played, for those who look from outside. */
  #tell({ phase, fraction }: Moment): void {
    const { dataset } = this.element;
    dataset["phase"] = phase ?? "";
    dataset["fraction"] = fraction.toFixed(4);
    dataset["motion"] = this.#still ? "none" : "full";
    dataset["view"] = this.#turn.round === 0 && this.#turn.above === 0 ? "best" : "turned";
  }

  /** The canvas lies exactly where the drawing would, in the middle of its place. */
  #resize(): void {
    const look = this.#loaded?.look;
    const { clientWidth: wide, clientHeight: high } = this.element;
    if (look === undefined) return;
    const scale = Math.min(wide / look.wide, high / look.high);
    const [x, y] = [look.wide * scale, look.high * scale];
    Object.assign(this.#canvas.style, {
      width: `${x}px`,
      height: `${y}px`,
      left: `${(wide - x) / 2}px`,
      top: `${(high - y) / 2}px`,
    });
    this.#size = { wide: x, high: y };
  }
}

/** An effort comes with the time where nothing moves, and when the body is nearly there where it does. */
function effortOf(way: Way | undefined, fraction: number): number {
  return Math.min(1, Math.max(0, fraction * 2 - (way !== undefined && way.samples.length > 1 ? 1 : 0)));
}
