/** Segments and states for the tests, and the page they are shown on. */
import stage from "../../src/spinecoach/web/templates/live/stage.html?raw";
import type { Beat, Segment, ServerMessage } from "../src/protocol.gen";
import { type Known, opening, type State } from "../src/state";
import { update } from "../src/update";

export const beats: Beat[] = [
  { id: "turn_left", offset: 0, seconds: 2.5, side: "left", hold: false, text: "Turn your head to the left." },
  { id: "turn_left.hold", offset: 2.5, seconds: 5, side: "left", hold: true, text: "Hold." },
  { id: "back_from_left", offset: 7.5, seconds: 2.5, hold: false, text: "And back." },
];

export function segment(over: Partial<Segment> = {}): Segment {
  return {
    t: 100,
    kind: "rep",
    seconds: 10,
    item: 0,
    items: 5,
    code: "C1",
    variant: "standard",
    changes: [],
    zones: 1,
    rep: 3,
    reps: 5,
    done: 2,
    title: "Head turns",
    instruction: "Turn your head to one side, then to the other.",
    position: "Sit tall.",
    fetch: "Fetch a towel.",
    ahead: "Then: turn 4 of 5.",
    left_s: 300,
    beats,
    cues: [{ offset: 0, id: "C1.turn_left", text: "Turn your head to the left." }],
    tempo: 1,
    range_factor: 1,
    counts_from: 4,
    target: "exercise/0/C1/standard",
    ...over,
  };
}

/** A segment of another kind, without what only repetitions have. */
export function plain(over: Partial<Segment>): Segment {
  const { rep: _rep, reps: _reps, counts_from: _from, seconds: _seconds, ...rest } = segment({ beats: [], cues: [] });
  return { ...rest, done: 0, ...over };
}

export const known: Known = {
  sound: { mode: "voice", volume: 0.8 },
  keys: true,
  begun: true,
  outcomes: new Map([["double_vision", "EMERGENCY"], ["dizziness", "URGENT"], ["new_headache", "CLINICIAN_FIRST"]]),
  number: "112",
  names: new Map([
    ["C1", "Head turns"],
    ["C6", "Massage"],
  ]),
  camera: false,
};

export function told(segmentNow: Segment, now = segmentNow.t, rate = 1): ServerMessage {
  return { type: "state", now, rate, id: "s", segment: segmentNow, done: {}, can: [] };
}

/** A page that is connected and plays `segmentNow`; local time 0 is session time `now`. */
export function playing(segmentNow: Segment, over: Partial<Known> = {}, now = segmentNow.t): State {
  const [state] = update(opening({ ...known, ...over }), { kind: "heard", message: told(segmentNow, now), at: 0 });
  return state;
}

export function at(state: State, seconds: number): State {
  return update(state, { kind: "frame", at: seconds })[0];
}

/** The template's own HTML, as the server sends it. */
export function page(): HTMLElement {
  document.body.innerHTML = `<div id="live">${stage}</div>`;
  return document.getElementById("live") as HTMLElement;
}
