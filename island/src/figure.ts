/** The figure beside the words. What shows it may be a drawing or a moving body: both take the same pose. */
import { beatAt, offsetIn } from "./moment";
import type { Beat, Segment, Side } from "./protocol.gen";

export interface Pose {
  readonly code: string;
  readonly variant: string;
  readonly changes: readonly string[];
  /** The beat's id; null is the start. */
  readonly phase: string | null;
  readonly side: Side | null;
  /** The side that the whole set works on; null where one repetition visits both, or neither. */
  readonly workingSide: Side | null;
  /** Where on the roller, from 0; null where there is one place only. */
  readonly zone: number | null;
  /** The share of the phase's time that is over, 0 to 1. Where phase is null, of the way back to the start. */
  readonly fraction: number;
  /** How often hands that circle have gone round since the phase's way was over. */
  readonly rounds: number;
}

export interface FigureView {
  /** Shows `pose` now. `text` says in words what is drawn. */
  show(pose: Pose | null, text: string): void;
  /** What will be needed soon, so that nothing comes late. */
  prepare(poses: readonly Pose[]): void;
}

/** A hold stays where the phase before it has ended, so both have one drawing. */
const HOLD = /\.hold$/;

/** Hands and head come to the next spot in this time, and stay there; in seconds. */
const REACH_S = 2;
const CIRCLE_S = 2;

/** The body goes back to where it starts in the last seconds of a rest. */
const HOME_S = 1.5;

/** The pose at `t`: the start while nothing is asked to move. */
export function poseAt(segment: Segment, t: number): Pose | null {
  const beat = beatAt(segment, t);
  const offset = offsetIn(segment, t);
  const rounds = beat === null || segment.kind !== "timed" ? 0 : Math.max(0, offset - beat.offset - REACH_S) / CIRCLE_S;
  return poseOf(segment, beat, fractionAt(segment, beat, offset), rounds);
}

/** Every pose that a segment will show. */
export function posesOf(segment: Segment): readonly Pose[] {
  return [null, ...segment.beats].map((beat) => poseOf(segment, beat, 1)).filter((pose) => pose !== null);
}

function poseOf(segment: Segment, beat: Beat | null, fraction: number, rounds = 0): Pose | null {
  if (segment.code === undefined || segment.variant === undefined) return null;
  const moving = segment.kind === "rep" || segment.kind === "timed";
  return {
    code: segment.code,
    variant: segment.variant,
    changes: changesOf(segment),
    phase: moving ? (beat?.id.replace(HOLD, "") ?? null) : null,
    side: (moving ? beat?.side : undefined) ?? segment.side ?? null,
    workingSide: segment.side ?? null,
    zone: segment.zone ?? null,
    fraction,
    rounds,
  };
}

function fractionAt(segment: Segment, beat: Beat | null, offset: number): number {
  if (beat !== null && segment.kind === "rep") {
    return beat.hold || beat.seconds <= 0 ? 1 : Math.min(1, (offset - beat.offset) / beat.seconds);
  }
  if (beat !== null && segment.kind === "timed") return Math.min(1, (offset - beat.offset) / REACH_S);
  if (segment.kind !== "rest" || segment.seconds === undefined) return 1;
  return Math.min(1, Math.max(0, 1 - (segment.seconds - offset) / HOME_S));
}

/** The range is shown as the segment has it, for the session may have made it smaller. */
function changesOf({ changes, range_factor }: Segment): readonly string[] {
  const others = changes.filter((change) => !change.startsWith("range_factor:"));
  return range_factor < 1 ? [...others, `range_factor:${Number(range_factor.toFixed(3))}`] : others;
}

export function drawingAddress(pose: Pose): string {
  // As in a mirror, so that a figure that faces the person turns to the same side of the screen.
  const query = new URLSearchParams({ form: pose.variant, mirror: "1" });
  if (pose.phase !== null) query.set("phase", pose.phase);
  if (pose.side !== null) query.set("side", pose.side);
  if (pose.zone !== null) query.set("zone", String(pose.zone));
  if (pose.changes.length > 0) query.set("changes", pose.changes.join(","));
  return `/figures/${encodeURIComponent(pose.code)}.svg?${query}`;
}

/** Drawings that are kept loaded; a segment has fewer beats than that. */
const KEPT = 16;

/** One drawing a beat, the present one in sight. The style sheet fades from one to the next, or does not. */
export class DrawingView implements FigureView {
  readonly #place: HTMLElement;
  readonly #drawings = new Map<string, HTMLImageElement>();
  #shown: string | null = null;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  prepare(poses: readonly Pose[]): void {
    for (const pose of poses) this.#drawing(drawingAddress(pose));
  }

  show(pose: Pose | null, text: string): void {
    const address = pose === null ? null : drawingAddress(pose);
    const drawing = address === null ? null : this.#drawing(address);
    if (drawing !== null && drawing.alt !== text) drawing.alt = text;
    if (address === this.#shown) return;
    if (this.#shown !== null) this.#drawings.get(this.#shown)?.classList.remove("present");
    drawing?.classList.add("present");
    this.#shown = address;
  }

  #drawing(address: string): HTMLImageElement {
    const kept = this.#drawings.get(address);
    if (kept !== undefined) {
      // The one used last stands last, so that the oldest goes first.
      this.#drawings.delete(address);
      this.#drawings.set(address, kept);
      return kept;
    }
    const drawing = this.#place.ownerDocument.createElement("img");
    drawing.alt = "";
    drawing.decoding = "async";
    drawing.addEventListener("error", () => drawing.classList.add("missing"), { once: true });
    drawing.src = address;
    this.#place.append(drawing);
    this.#drawings.set(address, drawing);
    this.#forget();
    return drawing;
  }

  #forget(): void {
    for (const [address, drawing] of this.#drawings) {
      if (this.#drawings.size <= KEPT) return;
      if (address === this.#shown) continue;
      drawing.remove();
      this.#drawings.delete(address);
    }
  }
}
