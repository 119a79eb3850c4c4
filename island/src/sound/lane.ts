/** The voice's lane: one sentence at a time, never over a bell, and none so late that it would mislead. All pure. */
import type { Segment } from "../protocol.gen";

export type Bell = "begin" | "switch" | "end";

/** How long after a bell's stroke nobody speaks, in local seconds. */
export const BELL_S = 0.6;

/** Between two sentences. */
export const BREATH_S = 0.15;

/** A cue of a paced segment that comes later than this is left out: the movement has gone on. */
export const STALE_S = 1.2;

/** Holds shorter than this have no ticks. */
const TICKED_S = 3;

/** When to start a sentence planned for `planned`, in local seconds; null when it would come too late. */
export function place(planned: number, now: number, free: number, patience: number): number | null {
  const at = Math.max(planned, now, free);
  return at - planned > patience ? null : at;
}

/** What explains rather than leads: position, what to fetch, reminders, the breath in a hold. */
const EXPLAINS = /\.(position|fetch|reminder)(\.\d+)?$|\.keep_breathing$/;

/** Whether a cue is left to its caption when only short cues are wanted. What screening changed is always said. */
export function onlyRead(cue: string, segment: Segment): boolean {
  return EXPLAINS.test(cue) && !(segment.changes.length > 0 && cue.includes(".reminder."));
}

/** A stretch of local seconds. `lasting`: it outlives a change of segment. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly lasting: boolean;
}

/** From when on nothing has a place yet. */
export function freeFrom(taken: readonly Span[]): number {
  return Math.max(0, ...taken.map((span) => span.to));
}

/** What still sounds after a change of segment at `now`: what has begun and is not over, and what lasts. */
export function outlasting(taken: readonly Span[], now: number): readonly Span[] {
  return taken.filter((span) => span.to > now && (span.lasting || span.from <= now));
}

/** How late a cue of this segment may still come, in local seconds. */
export function patienceOf(segment: Segment): number {
  return segment.kind === "rep" || segment.kind === "timed" ? STALE_S : Infinity;
}

/** The bell with which a segment opens, judged by what was before it. */
export function bellOf(before: Segment | null, segment: Segment): Bell | null {
  if (before === null || before.t === segment.t) return null;
  switch (segment.kind) {
    case "rep":
    case "timed":
      return before.kind === "get_ready" ? "begin" : null;
    case "switch":
      return "switch";
    case "ask":
      return segment.question === "pain_worst" ? "end" : null;
    case "done":
      return "end";
    case "get_ready":
    case "rest":
    case "breathe":
    case "paused":
    case "stopped":
      return null;
  }
}

/** Offsets of the ticks, in session seconds from the segment's start: each whole second inside a hold. */
export function ticksOf(segment: Segment): readonly number[] {
  const ticks: number[] = [];
  for (const beat of segment.beats) {
    if (!beat.hold || beat.seconds < TICKED_S) continue;
    for (let second = 1; second <= beat.seconds + 1e-6; second += 1) ticks.push(beat.offset + second);
  }
  return ticks;
}

/** About how long a sentence takes at 140 words a minute, where the voice cannot be measured. */
export function spokenSeconds(text: string): number {
  const count = text.split(/\s+/).filter(Boolean).length;
  return 0.3 + (count * 60) / 140;
}
