/** The one state of the live page, what can happen to it, and what it may ask the world to do. */
import type { Clock } from "./clock";
import type { Trouble } from "./frames";
import type { ClientMessage, Segment, ServerMessage } from "./protocol.gen";
import type { Kept, Sound } from "./sound/choice";

/** opening: first try; open; lost: it broke and is tried again; closed: the server said that it is over. */
export type Link = "opening" | "open" | "lost" | "closed";

/** What lies over the stage. Stop and It hurts stay visible under each of them. */
export type Panel = "none" | "stop" | "signs" | "keys" | "sound";

/** One exercise of this session, as far as it is committed. */
export interface Line {
  readonly code: string;
  readonly title: string;
  readonly reps: number;
  readonly seconds: number;
}

/** The camera, where the person has asked to be coached with it. */
export interface Camera {
  /** The person has set it up, so the page offers it. */
  readonly offered: boolean;
  /** It is to be on whenever the person moves or is asked. */
  readonly wanted: boolean;
  /** It is on and its first picture was read. */
  readonly open: boolean;
  readonly trouble: Trouble | null;
  /** Repetitions and holds are counted as the camera sees them. */
  readonly leads: boolean;
  /** What the server says about it. */
  readonly text: string;
}

export interface State {
  readonly link: Link;
  readonly clock: Clock | null;
  readonly segment: Segment | null;
  /** Repetitions committed on this side and zone; only the server changes it. */
  readonly done: number;
  /** Session seconds that the page shows. Stands still while `held`. */
  readonly t: number;
  /** The person has begun on this page, so sound may come and the session may run. */
  readonly begun: boolean;
  /** The person asked for a halt; nothing moves until the server answers. */
  readonly held: boolean;
  /** A tap came before it counts; stands until the next segment. */
  readonly tooSoon: boolean;
  /** The segment at hand was played to its end after the socket broke. */
  readonly halted: boolean;
  readonly caption: string;
  readonly panel: Panel;
  /** The stop sign that the person tapped and has not confirmed yet. */
  readonly sign: string | null;
  /** What was done, for the end. */
  readonly account: readonly Line[];
  /** The exercises' names by code; what the segments call them now. */
  readonly names: ReadonlyMap<string, string>;
  /** Why the server closed the session. */
  readonly closed: string;
  readonly sound: Sound;
  /** Single keys work; can be switched off for those who use speech input. */
  readonly keys: boolean;
  /** What each stop sign asks for, as the screening has it: EMERGENCY, URGENT, CLINICIAN_FIRST, MODIFY. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** The emergency number that the session's words name. */
  readonly number: string;
  readonly camera: Camera;
  /** Nobody can see the page: another tab is before it, or the screen is locked. */
  readonly hidden: boolean;
}

/** What the person does. Buttons, taps and keys all end here. */
export type Wish =
  | { readonly kind: "begin" }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "skip" }
  | { readonly kind: "back" }
  | { readonly kind: "count" }
  | { readonly kind: "hurts" }
  | { readonly kind: "stop" }
  | { readonly kind: "stop_surely" }
  | { readonly kind: "answer"; readonly value: number }
  | { readonly kind: "open"; readonly panel: Panel }
  | { readonly kind: "close" }
  | { readonly kind: "sign"; readonly id: string }
  | { readonly kind: "sign_surely" }
  | { readonly kind: "sign_wrong" }
  | { readonly kind: "sound"; readonly sound: Sound }
  | { readonly kind: "keys"; readonly keys: boolean }
  | { readonly kind: "camera"; readonly on: boolean };

/** `at` is always local seconds. */
export type Message =
  | { readonly kind: "heard"; readonly message: ServerMessage; readonly at: number }
  | { readonly kind: "link"; readonly link: "open" | "lost"; readonly at: number }
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "frame"; readonly at: number }
  | { readonly kind: "hidden"; readonly hidden: boolean; readonly at: number }
  | { readonly kind: "camera_open" }
  | { readonly kind: "camera_failed"; readonly trouble: Trouble }
  | { readonly kind: "wish"; readonly wish: Wish; readonly at: number };

export type Focus = "heading" | "stage";

/** A state, and what to do about it. */
export type Step = readonly [State, readonly Effect[]];

export type Effect =
  | { readonly kind: "send"; readonly message: ClientMessage }
  | { readonly kind: "unlock" }
  | { readonly kind: "play"; readonly before: Segment | null; readonly segment: Segment; readonly clock: Clock }
  /** `at`: when it was due, in local seconds; null for what must be said however late. */
  | { readonly kind: "say"; readonly text: string; readonly at: number | null }
  | { readonly kind: "hush" }
  | { readonly kind: "loudness"; readonly sound: Sound }
  | { readonly kind: "awake"; readonly on: boolean }
  /** Take the camera, or let it go. */
  | { readonly kind: "watch"; readonly on: boolean }
  | { readonly kind: "remember"; readonly sound: Sound; readonly keys: boolean }
  | { readonly kind: "focus"; readonly on: Focus }
  | { readonly kind: "leave"; readonly href: string };

/** What the page knows before the server says anything. `begun`: sound is allowed already, so no tap is needed. */
export interface Known extends Kept {
  readonly begun: boolean;
  readonly outcomes: ReadonlyMap<string, string>;
  readonly number: string;
  readonly names: ReadonlyMap<string, string>;
  /** Whether the person has set the camera up. */
  readonly camera: boolean;
}

export function opening({ camera, ...known }: Known): State {
  return {
    link: "opening",
    clock: null,
    segment: null,
    done: 0,
    t: 0,
    held: false,
    tooSoon: false,
    halted: false,
    caption: "",
    panel: "none",
    sign: null,
    closed: "",
    account: [],
    camera: { offered: camera, wanted: camera, open: false, trouble: null, leads: false, text: "" },
    hidden: false,
    ...known,
  };
}

/** The effect of telling the server a command that means one thing on the page: that thing goes with it. */
export function aim({ segment }: State, message: ClientMessage): Effect {
  return { kind: "send", message: segment === null ? message : { ...message, target: segment.target } };
}

/** The effect of telling the server a command that needs nothing more. */
export function tell(command: ClientMessage["command"]): Effect {
  return { kind: "send", message: { command } };
}
