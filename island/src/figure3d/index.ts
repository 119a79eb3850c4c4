/** The lazy chunk: everything that moves a body, three with it. */
export { loopOf, playedAt, type Stretch } from "./loop";
export { MovingFigure } from "./moving";
export { type Tracks, tracksOf } from "./tracks";
