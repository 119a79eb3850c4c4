/** What is true of a segment at a moment: pure questions, asked by update, view and figure alike. */
import type { Beat, Segment } from "./protocol.gen";

/** Seconds since the segment began, never outside it, nor beyond what the camera still has to see. */
export function offsetIn(segment: Segment, t: number): number {
  return Math.min(Math.max(0, t - segment.t), playsTo(segment));
}

/** Whether the segment has nothing more to play. A segment that waits for the person never ends by itself. */
export function isOver(segment: Segment, t: number): boolean {
  return t - segment.t >= playsTo(segment);
}

/** So much before what the camera waits for the segment stands: what begins there has not begun. */
const BEFORE_S = 0.001;

/** The offset to which the segment plays by itself. */
export function playsTo({ seconds, waits_at }: Segment): number {
  return Math.min(seconds ?? Infinity, waits_at === undefined ? Infinity : Math.max(0, waits_at - BEFORE_S));
}

/** Whether time moves in this segment and the person may be moving too. */
export function moves(segment: Segment): boolean {
  switch (segment.kind) {
    case "get_ready":
    case "rep":
    case "timed":
    case "rest":
    case "switch":
    case "breathe":
      return true;
    case "ask":
    case "paused":
    case "done":
    case "stopped":
      return false;
  }
}

/** Whether the person can let it stand still: what moves, and a question that waits for an answer. */
export function pauses(segment: Segment): boolean {
  return moves(segment) || segment.kind === "ask";
}

export function ended(segment: Segment | null): boolean {
  return segment?.kind === "done" || segment?.kind === "stopped";
}

/** The beat at `t`; between two beats the one that has begun last, before the first none. */
export function beatAt(segment: Segment, t: number): Beat | null {
  const offset = offsetIn(segment, t);
  let found: Beat | null = null;
  for (const beat of segment.beats) if (beat.offset <= offset + 1e-6) found = beat;
  return found;
}

/** What to do at `t`: the words of the present beat, or of the one before where it has none of its own. */
export function toldAt(segment: Segment, t: number): string {
  const offset = offsetIn(segment, t);
  return segment.beats.findLast((beat) => beat.offset <= offset + 1e-6 && beat.text !== "")?.text ?? "";
}

/** What was said last by `t`, so that one who joins in the middle reads it too. */
export function saidBy(segment: Segment, t: number): string {
  const offset = offsetIn(segment, t);
  return segment.cues.findLast((cue) => cue.offset <= offset)?.text ?? "";
}

export interface Ring {
  /** 0 to 1. */
  readonly filled: number;
  /** Seconds still to go. */
  readonly left: number;
}

/** The ring: of the hold while one is held, else of the whole segment where the segment itself is a wait. */
export function ringAt(segment: Segment, t: number): Ring | null {
  if (segment.seconds === undefined) return null;
  const offset = offsetIn(segment, t);
  if (segment.kind !== "rep") return ring(offset, segment.seconds);
  const beat = beatAt(segment, t);
  return beat?.hold === true ? ring(offset - beat.offset, beat.seconds) : null;
}

/** Whether the ring has a place in this segment, so that nothing moves when it fills. */
export function hasRing(segment: Segment): boolean {
  if (segment.kind === "rep") return segment.beats.some((beat) => beat.hold);
  return segment.seconds !== undefined && moves(segment);
}

function ring(gone: number, whole: number): Ring {
  const inside = Math.min(Math.max(gone, 0), whole);
  return { filled: whole > 0 ? inside / whole : 1, left: whole - inside };
}

/** Whether a tap may count a repetition in this segment. */
export function counts(segment: Segment): boolean {
  return segment.kind === "rep" && segment.reps !== undefined;
}

/** Whether a tap counts the repetition already at `t`; before that it would count one twice. */
export function countsAt(segment: Segment, t: number): boolean {
  return counts(segment) && t - segment.t >= (segment.counts_from ?? 0);
}
