/** An exercise as it is shown on its page, over and over: what is played at a second of the round. Pure. */
import type { Tracks } from "./tracks";

/** How long a hold is shown, a spot, the way home and the breath before the next round; in seconds. */
const HOLD_S = 2;
const SPOT_S = 6;
/** How long the hands take to come to a spot, and for one circle on it. */
const REACH_S = 2;
const CIRCLE_S = 2;
const HOME_S = 1.5;
const BREATH_S = 1;

export interface Stretch {
  readonly phase: string | null;
  readonly seconds: number;
  /** Seconds of it in which the body moves. */
  readonly moves: number;
  readonly words: string;
}

export interface Played {
  readonly phase: string | null;
  readonly fraction: number;
  readonly rounds: number;
  readonly words: string;
}

export function loopOf(tracks: Tracks): readonly Stretch[] {
  const ways = tracks.phases.map(({ id, seconds, rests, words }): Stretch => {
    const moves = tracks.timed ? REACH_S : seconds;
    return { phase: id, moves, seconds: tracks.timed ? SPOT_S : moves + (rests ? HOLD_S : 0), words };
  });
  const home = tracks.home.length > 0 ? HOME_S : 0;
  return [...ways, { phase: null, moves: home, seconds: home + BREATH_S, words: tracks.words }];
}

export const round = (loop: readonly Stretch[]): number => loop.reduce((sum, { seconds }) => sum + seconds, 0);

/** What is played at `t` seconds since the first round began. */
export function playedAt(loop: readonly Stretch[], t: number): Played {
  let left = t % round(loop);
  for (const { phase, seconds, moves, words } of loop) {
    if (left < seconds) {
      return { phase, fraction: moves > 0 ? Math.min(1, left / moves) : 1, rounds: Math.max(0, left - moves) / CIRCLE_S, words };
    }
    left -= seconds;
  }
  return { phase: null, fraction: 1, rounds: 0, words: loop.at(-1)?.words ?? "" };
}
