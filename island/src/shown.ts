/** What the live page shows at one moment, as plain data. */
import type { Pose } from "./figure";
import type { Side } from "./protocol.gen";
import type { Panel, State } from "./state";

/** opening: nothing known yet; begin: waits for the first tap; work; paused; ask; end: done or stopped; closed. */
export type Scene = "opening" | "begin" | "work" | "paused" | "ask" | "end" | "closed";

/** What the end asks for. call: help now; doctor: to be seen soon; at_hand: it names the number to call; none. */
export type Help = "call" | "doctor" | "at_hand" | "none";

export interface Answer {
  readonly value: number;
  readonly key: string;
  readonly label: string;
  readonly words: string;
}

export interface Shown {
  readonly scene: Scene;
  readonly panel: Panel;
  readonly sign: string | null;
  readonly code: string | null;
  readonly title: string;
  readonly place: string;
  readonly timeLeft: string;
  readonly notice: string;
  readonly heading: string;
  readonly instruction: string;
  readonly position: string;
  readonly fetch: string;
  /** Position and what to fetch in one line, while getting ready. */
  readonly where: string;
  readonly sides: boolean;
  readonly side: Side | null;
  readonly zone: string;
  readonly count: string;
  readonly of: string;
  /** The ring has its place in this segment, filled or not. */
  readonly dial: boolean;
  readonly ring: number | null;
  readonly ringText: string;
  readonly hint: string;
  /** Else the hint keeps its place and is not in sight. */
  readonly hintStands: boolean;
  readonly caption: string;
  readonly ahead: string;
  readonly status: string;
  readonly pose: Pose | null;
  readonly begin: string;
  readonly endTitle: string;
  readonly endText: string;
  readonly help: Help;
  readonly closed: string;
  readonly account: readonly string[];
  readonly question: string;
  readonly answers: readonly Answer[];
  readonly somethingElse: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canSkip: boolean;
  readonly canBack: boolean;
  readonly canHurt: boolean;
  /** The camera's corner has its place. */
  readonly camera: boolean;
  readonly cameraOffered: boolean;
  readonly cameraWanted: boolean;
  readonly cameraLeads: boolean;
  /** That the camera is on, and that nothing of it leaves; stands as long as it is on. */
  readonly cameraNote: string;
  /** How to be seen better, what it does, or what is wrong with it. */
  readonly cameraText: string;
  readonly stopped: string | null;
  readonly sound: State["sound"];
  readonly keys: boolean;
}
