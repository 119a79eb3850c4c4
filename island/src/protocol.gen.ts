export type LiveProtocol = ServerMessage | ClientMessage;
export type ServerMessage = StateMessage | SegmentMessage | EventMessage | CueMessage | CameraMessage | ClosedMessage;
/**
 * What the page shows now.
 */
export type SegmentKind =
  "get_ready" | "rep" | "timed" | "rest" | "switch" | "ask" | "breathe" | "paused" | "done" | "stopped";
/**
 * A side of the person, never of the picture.
 */
export type Side = "left" | "right";
/**
 * What the session may ask. Pain and effort are answered 0-10, ``softer`` by yes (1) or no (0).
 */
export type Question = "pain_before" | "pain" | "pain_worst" | "effort" | "softer";
/**
 * What the person may ask for. ``answered`` carries a question and a value, ``stop_sign`` the sign's id.
 */
export type Command =
  "start" | "pause" | "resume" | "skip" | "back" | "count_rep" | "hurts" | "answered" | "stop_sign" | "stop";
/**
 * Facts of a session, past tense.
 */
export type EventKind =
  | "session_started"
  | "exercise_started"
  | "set_started"
  | "rep_counted"
  | "hold_started"
  | "hold_ended"
  | "progressed"
  | "side_switched"
  | "zone_changed"
  | "rest_started"
  | "rest_ended"
  | "asked"
  | "answered"
  | "hurt"
  | "softened"
  | "substituted"
  | "region_rested"
  | "skipped"
  | "went_back"
  | "fault_seen"
  | "body_lost"
  | "body_found"
  | "camera_led"
  | "camera_yielded"
  | "range_measured"
  | "gesture_seen"
  | "exercise_finished"
  | "paused"
  | "resumed"
  | "refused"
  | "screening_answered"
  | "stopped"
  | "session_done";

/**
 * Everything a page needs that has just connected.
 *
 * ``now`` is the session's time in seconds, ``rate`` its seconds per second of the wall (1 but in tests),
 * ``done`` the committed repetitions by exercise code, ``can`` the commands that would not be refused now.
 */
export interface StateMessage {
  now: number;
  rate: number;
  id: string;
  segment: Segment;
  done: {
    [k: string]: number;
  };
  can: Command[];
  type: "state";
}
/**
 * What to play from ``t`` on. ``seconds`` None means: wait for the person.
 *
 * ``title`` is the exercise's name in its present form, ``instruction`` what to do now (readable from three metres),
 * ``rep`` the repetition that is being done (1-based) of ``reps``, ``done`` those committed on this side and zone.
 * ``ahead`` is what comes next in words, ``left_s`` the planned seconds left after this segment.
 * ``waits_at`` is the offset beyond which nothing is played until the camera has seen it, ``counts_from`` that from
 * which a tap counts the repetition. ``target`` goes back with what is pressed while this is shown.
 */
export interface Segment {
  t: number;
  kind: SegmentKind;
  seconds?: number;
  item: number;
  items: number;
  code?: string;
  variant?: string;
  changes: string[];
  side?: Side;
  zone?: number;
  zones: number;
  rep?: number;
  reps?: number;
  done: number;
  title: string;
  instruction: string;
  position: string;
  fetch: string;
  ahead: string;
  left_s: number;
  beats: Beat[];
  cues: SpokenAt[];
  question?: Question;
  region?: string;
  reason?: string;
  tempo: number;
  range_factor: number;
  waits_at?: number;
  counts_from?: number;
  target: string;
}
/**
 * A stretch inside a segment: offset and length in seconds; ``hold`` is shown as a filling ring.
 */
export interface Beat {
  id: string;
  offset: number;
  seconds: number;
  side?: Side;
  hold: boolean;
  text: string;
}
/**
 * A cue inside a segment, ``offset`` seconds after its start.
 */
export interface SpokenAt {
  offset: number;
  id: string;
  text: string;
}
/**
 * What to play from ``segment.t`` on; ``now`` is the session's time when it was sent.
 */
export interface SegmentMessage {
  now: number;
  segment: Segment;
  type: "segment";
}
/**
 * A fact, sent after it was committed.
 */
export interface EventMessage {
  event: SessionEvent;
  type: "event";
}
/**
 * One fact. Fields that do not belong to the kind are None and are left out of the JSON.
 */
export interface SessionEvent {
  t: number;
  kind: EventKind;
  item?: number;
  code?: string;
  variant?: string;
  level?: number;
  side?: Side;
  zone?: number;
  rep?: number;
  seconds?: number;
  by?: string;
  question?: Question;
  value?: number;
  region?: string;
  light?: string;
  reason?: string;
  row?: string;
  row_item?: string;
  reps_done?: number;
  reps_planned?: number;
  pain_before?: number;
  pain_worst?: number;
  effort?: number;
  key?: string;
  degrees?: number;
  error?: number;
}
/**
 * Something to say at once, outside of the segment's own cues.
 */
export interface CueMessage {
  cue: Cue;
  type: "cue";
}
/**
 * Something said at ``t``; its text is also the caption.
 */
export interface Cue {
  t: number;
  id: string;
  text: string;
}
/**
 * What the camera does for the session at this moment, sent when it changes. ``text`` says it to the person.
 *
 * ``leads``: repetitions and holds are counted as they are seen; else the session keeps the time itself.
 */
export interface CameraMessage {
  leads: boolean;
  text: string;
  type: "camera";
}
/**
 * The last message: the session is over, another page took it, or the record failed. ``reason`` is for reading.
 */
export interface ClosedMessage {
  reason: string;
  type: "closed";
}
/**
 * What the person pressed or tapped. The moment is the server's.
 *
 * ``target`` is the shown segment's, so that a late press does nothing to what has come since.
 */
export interface ClientMessage {
  command: Command;
  question?: Question;
  value?: number;
  sign?: string;
  target?: string;
}
