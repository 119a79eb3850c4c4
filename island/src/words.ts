/** Every sentence that the page itself says. What the session says comes with its segments. */
import type { Question, SegmentKind } from "./protocol.gen";

export const words = {
  lost: "Connection lost. I will pause here.",
  lostShort: "Connection lost",
  lostHelp: "What you did until now is saved. I am trying to reach the coach again.",
  opening: "One moment.",
  begin: "Begin",
  goOn: "Go on",
  goOnTitle: "Go on where you stopped",
  pause: "Pause",
  paused: "Paused",
  pausedHelp: "Take the time you need.",
  left: "Left",
  right: "Right",
  tapToCount: "Tap anywhere when you have done one.",
  stopTitle: "Stop here?",
  closed: "This session is closed.",
} as const;

/** Said over the instruction while the kind itself is what matters. */
export const headings: Record<SegmentKind, string> = {
  get_ready: "Get ready",
  rep: "",
  timed: "",
  rest: "Rest",
  switch: "Other side",
  ask: "",
  breathe: "Breathe",
  paused: "Paused",
  done: "Done",
  stopped: "Stopped",
};

export const questions: Record<Question, string> = {
  pain_before: "How much does it hurt now, 0 to 10?",
  pain: "How much does it hurt, 0 to 10?",
  pain_worst: "How much did it hurt at the worst moment, 0 to 10?",
  effort: "How hard was it, 0 to 10?",
  softer: "Shall I make it softer?",
};

const painWords: ReadonlyMap<number, string> = new Map([
  [0, "no pain"],
  [5, "moderate"],
  [10, "worst I can imagine"],
]);

const effortWords: ReadonlyMap<number, string> = new Map([
  [0, "no effort"],
  [5, "moderate"],
  [10, "all I have"],
]);

/** The words that stand at 0, 5 and 10 of a question. */
export function scaleWords(question: Question): ReadonlyMap<number, string> {
  return question === "effort" ? effortWords : painWords;
}

/** "6 minutes left", as people say it. */
export function timeLeft(seconds: number): string {
  if (seconds <= 0) return "";
  if (seconds < 60) return "less than a minute left";
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
}

/** Seconds as the ring shows them: "7", "1:05". */
export function ringText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  if (whole < 60) return String(whole);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
