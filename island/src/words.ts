/** Every sentence that the page itself says. What the session says comes with its segments. */
import type { Trouble } from "./frames";
import type { Question } from "./protocol.gen";

export const words = {
  session: "Session",
  lost: "Connection lost. I will pause here.",
  lostShort: "Connection lost",
  lostHelp: "What you did until now is saved. I am trying to reach the coach again.",
  begin: "Begin",
  beginHelp: "Bell and voice begin with it.",
  first: "First",
  getReady: "Get ready",
  goOn: "Go on",
  goOnHeading: "Where you stopped",
  paused: "Paused",
  pausedHelp: "Take the time you need.",
  left: "Left",
  right: "Right",
  tapToCount: "A tap counts one",
  tooSoon: "Finish this one first",
  cameraOpening: "The camera is starting. Until then I keep the time.",
  cameraOn: "Camera on. 0 bytes of video left this computer.",
} as const;

/** What is wrong with the camera, and what to do next. The session goes on without it. */
export const troubles: Readonly<Record<Trouble, string>> = {
  denied: "The browser does not let this page use the camera. Allow it beside the address, then press Camera.",
  missing: "I find no camera. Plug one in, then press Camera. Until then I keep the time.",
  busy: "Another program has the camera. Close it there, then press Camera. Until then I keep the time.",
  unplugged: "The camera is gone. Plug it in again, then press Camera. Until then I keep the time.",
  insecure: "A browser gives its camera only to a page of this computer, or over HTTPS. I keep the time.",
  models: "The camera could not be read here. I keep the time. Settings has a way to set it up again.",
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

/** "Head turns, 5 times." */
export function doneTimes(title: string, reps: number): string {
  return `${title}, ${reps === 1 ? "once" : reps === 2 ? "twice" : `${reps} times`}`;
}

/** "Massage, 3 minutes." */
export function doneSeconds(title: string, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const long = seconds < 60 ? `${Math.round(seconds)} seconds` : minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${title}, ${long}`;
}

/** "6 minutes left", as people say it. */
export function timeLeft(seconds: number): string {
  if (seconds <= 0) return "";
  if (seconds < 60) return "under a minute left";
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
}

/** Seconds as the ring shows them: "7", "1:05". */
export function ringText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  if (whole < 60) return String(whole);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
