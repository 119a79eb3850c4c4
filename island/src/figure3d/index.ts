/** The lazy chunk: everything that moves a body, three with it. */
export { loopOf, playedAt, type Stretch } from "./loop";
export { MovingFigure } from "./moving";
export { eased, type Tracks, tracksOf, type Way } from "./tracks";
