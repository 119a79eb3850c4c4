import { describe, expect, test } from "vitest";
import type { ClientMessage, EventKind, Segment, SegmentKind } from "../src/protocol.gen";
import { type Effect, opening, type State, type Wish } from "../src/state";
import { update } from "../src/update";
import { view } from "../src/view";
import { words } from "../src/words";
import { at, known, plain, playing, segment, told } from "./support";

function wish(state: State, wanted: Wish, when = 1): readonly [State, readonly Effect[]] {
  return update(state, { kind: "wish", wish: wanted, at: when });
}

function sent(effects: readonly Effect[]): ClientMessage[] {
  return effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : []));
}

function kinds(effects: readonly Effect[]): string[] {
  return effects.map((effect) => effect.kind);
}

function event(kind: EventKind, more: object = {}): Parameters<typeof update>[1] {
  return { kind: "heard", message: { type: "event", event: { t: 101, kind, ...more } }, at: 1 };
}

function of(kind: SegmentKind): Segment {
  if (kind === "rep") return segment();
  if (kind === "ask") return plain({ kind, question: "pain" });
  return plain({ kind, ...(["paused", "done", "stopped"].includes(kind) ? {} : { seconds: 10 }) });
}

const everyKind: SegmentKind[] = [
  "get_ready", "rep", "timed", "rest", "switch", "ask", "breathe", "paused", "done", "stopped",
];

describe("what the server says", () => {
  test("is played from the moment it came", () => {
    const state = playing(segment(), {}, 103);
    expect(state.t).toBe(103);
    expect(at(state, 2).t).toBe(105);
  });

  test("changes the count only when a repetition was committed", () => {
    let state = playing(segment());
    for (const seconds of [3, 9, 11, 60]) state = at(state, seconds);
    expect(state.done).toBe(2);
    [state] = wish(state, { kind: "count" });
    expect(state.done).toBe(2);
    [state] = update(state, event("rep_counted", { rep: 3, code: "C1" }));
    expect(state.done).toBe(3);
  });

  test("is never run ahead of: at the end of a segment the page waits for the next one", () => {
    const state = at(playing(segment()), 500);
    expect(state.segment).toEqual(segment());
    expect(state.halted).toBe(false);
  });

  test("is played again in a segment that follows, with the one before it for the bell", () => {
    const before = plain({ kind: "get_ready", seconds: 8 });
    const [, effects] = update(playing(before), {
      kind: "heard",
      message: { type: "segment", now: 108, segment: segment({ t: 108 }) },
      at: 8,
    });
    const play = effects.find((effect) => effect.kind === "play");
    expect(play).toMatchObject({ before: { kind: "get_ready" }, segment: { t: 108 }, clock: { now: 108, at: 8 } });
  });

  test("keeps the screen lit while something is led, and lets it go in a pause and at the end", () => {
    for (const kind of everyKind) {
      const [, effects] = update(opening(known), { kind: "heard", message: told(of(kind)), at: 0 });
      expect(effects).toContainEqual({ kind: "awake", on: !["paused", "done", "stopped"].includes(kind) });
    }
  });

  test("moves the focus to a question, and back to the stage after it", () => {
    const asking = playing(segment());
    const ask = plain({ kind: "ask", question: "pain", t: 110 });
    const [asked, effects] = update(asking, { kind: "heard", message: { type: "segment", now: 110, segment: ask }, at: 10 });
    expect(effects).toContainEqual({ kind: "focus", on: "heading" });
    const [, after] = update(asked, { kind: "heard", message: { type: "segment", now: 114, segment: segment({ t: 114 }) }, at: 14 });
    expect(after).toContainEqual({ kind: "focus", on: "stage" });
  });

  test("is said at once when it is a cue of its own, with the moment at which it was due", () => {
    const [, effects] = update(playing(segment()), {
      kind: "heard",
      message: { type: "cue", cue: { t: 102, id: "number.3", text: "Three" } },
      at: 2,
    });
    expect(effects).toEqual([{ kind: "say", text: "Three", at: 2 }]);
  });

  test("says that a tap came too soon until the next repetition", () => {
    const [early] = update(playing(segment()), event("refused", { reason: "too_soon" }));
    expect(early.tooSoon).toBe(true);
    const next = segment({ t: 110, rep: 4, done: 3 });
    expect(update(early, { kind: "heard", message: { type: "segment", now: 110, segment: next }, at: 10 })[0].tooSoon).toBe(false);
  });

  test("lets go of what stood still when it refuses", () => {
    const [held] = wish(playing(segment()), { kind: "hurts" });
    expect(held.held).toBe(true);
    expect(update(held, event("refused", { reason: "already_asking" }))[0].held).toBe(false);
  });

  test("ends the page when it closes the session, and no broken socket is tried again in the state", () => {
    const [closed, effects] = update(playing(segment()), {
      kind: "heard",
      message: { type: "closed", reason: "Another page took this session." },
      at: 1,
    });
    expect(closed).toMatchObject({ link: "closed", closed: "Another page took this session." });
    expect(kinds(effects)).toEqual(["hush", "awake"]);
    expect(update(closed, { kind: "link", link: "lost", at: 2 })[0].link).toBe("closed");
  });

  test("stays on the page after an emergency, with what to do now and the call before all else", () => {
    const stopped = (reason: string): State =>
      update(playing(segment()), {
        kind: "heard",
        message: told(plain({ kind: "stopped", reason, instruction: "Call 112 now. Do not drive." })),
        at: 1,
      })[0];
    expect(view(stopped("double_vision"))).toMatchObject({
      scene: "end", help: "call", endTitle: "Call 112 now.", endText: "Do not drive.",
    });
  });

  test("gives the call wherever its words name the number, and puts the doctor before the day after an urgent sign", () => {
    const help = (reason: string, instruction: string): string =>
      view(update(playing(segment()), {
        kind: "heard", message: told(plain({ kind: "stopped", reason, instruction })), at: 1,
      })[0]).help;
    expect(help("dizziness", "Sit down.")).toBe("doctor");
    expect(help("severe_pain", "If it is sudden, call 112.")).toBe("at_hand");
    expect(help("new_headache", "If it is sudden, call 112.")).toBe("at_hand");
    expect(help("asked", "Stopped.")).toBe("none");
    expect(view(playing(plain({ kind: "done", instruction: "Done. 112." }))).help).toBe("none");
  });

  test("leads to the page about seeing someone when answers from elsewhere close everything, and only then", () => {
    const leaves = (reason: string): boolean =>
      update(playing(segment()), { kind: "heard", message: told(plain({ kind: "stopped", reason })), at: 1 })[1]
        .some((effect) => effect.kind === "leave");
    expect(leaves("see_someone")).toBe(true);
    expect(["asked", "double_vision", "answers_changed"].filter(leaves)).toEqual([]);
  });

  test("is counted up for the end: repetitions by exercise, seconds of what is timed", () => {
    let [state] = update(opening(known), { kind: "heard", message: { ...told(segment()), done: { C1: 2 } } as never, at: 0 });
    [state] = update(state, event("rep_counted", { rep: 3, code: "C1" }));
    [state] = update(state, event("exercise_finished", { code: "C6", seconds: 180 }));
    expect(state.account).toEqual([
      { code: "C1", title: "Head turns", reps: 3, seconds: 0 },
      { code: "C6", title: "Massage", reps: 0, seconds: 180 },
    ]);
  });
});

describe("a broken connection", () => {
  const lose = (state: State, when: number): readonly [State, readonly Effect[]] =>
    update(state, { kind: "link", link: "lost", at: when });

  test("lets the segment at hand play to its end, then says so and stands still", () => {
    const [lost] = lose(playing(segment()), 4);
    expect(lost).toMatchObject({ link: "lost", halted: false });
    expect(at(lost, 8).halted).toBe(false);
    const [halted, effects] = update(lost, { kind: "frame", at: 10 });
    expect(halted.halted).toBe(true);
    expect(effects).toEqual([
      { kind: "say", text: words.lost, at: null },
      { kind: "awake", on: false },
    ]);
    expect(update(halted, { kind: "frame", at: 11 })[1]).toEqual([]);
  });

  test("does not freeze the page for an answer that cannot come", () => {
    const [lost] = lose(playing(segment()), 1);
    const [asked, effects] = wish(lost, { kind: "hurts" });
    expect(asked.held).toBe(false);
    expect(sent(effects)).toEqual([{ command: "hurts" }]);
  });

  test("is over with the next state, which alone says where the session stands", () => {
    const [lost] = lose(playing(segment()), 10);
    const [back] = update(lost, { kind: "heard", message: told(plain({ kind: "paused", t: 110 })), at: 20 });
    expect(back).toMatchObject({ link: "open", halted: false, segment: { kind: "paused" } });
  });

  test("keeps its word: a session that went on meanwhile is paused", () => {
    const [lost] = lose(playing(segment()), 10);
    const [, effects] = update(lost, { kind: "heard", message: told(segment({ t: 113 })), at: 13 });
    expect(sent(effects)).toEqual([{ command: "pause" }]);
  });

  test("changes nothing about a session that has ended", () => {
    const [lost, effects] = lose(playing(plain({ kind: "done" })), 3);
    expect(lost.halted).toBe(false);
    expect(effects).toEqual([]);
  });
});

describe("before the first tap", () => {
  test("the server is asked to wait, nothing is played, and Begin goes on", () => {
    const [state, effects] = update(opening({ ...known, begun: false }), {
      kind: "heard",
      message: told(plain({ kind: "get_ready", seconds: 8 })),
      at: 0,
    });
    expect(sent(effects)).toEqual([{ command: "pause" }]);
    expect(kinds(effects)).not.toContain("play");
    const [begun, after] = wish(state, { kind: "begin" });
    expect(begun.begun).toBe(true);
    expect(after[0]).toEqual({ kind: "unlock" });
    expect(sent(after)).toEqual([{ command: "resume" }]);
  });

  test("is no tap more when Start was pressed on the page before: the session goes on by itself", () => {
    const waiting = plain({ kind: "paused", t: 0 });
    const [, effects] = update(opening(known), { kind: "heard", message: told(waiting), at: 0 });
    expect(sent(effects)).toEqual([{ command: "resume" }]);
    const later = update(opening(known), { kind: "heard", message: told(plain({ kind: "paused", t: 60 })), at: 0 });
    expect(sent(later[1])).toEqual([]);
  });

  test("an answer to a question counts as the tap that allows sound", () => {
    const state = playing(plain({ kind: "ask", question: "pain_before" }), { begun: false });
    const [next, effects] = wish(state, { kind: "answer", value: 2 });
    expect(next.begun).toBe(true);
    expect(effects[0]).toEqual({ kind: "unlock" });
    expect(sent(effects)).toEqual([
      { command: "answered", question: "pain_before", value: 2, target: "exercise/0/C1/standard" },
    ]);
  });
});

describe("what the person asks for", () => {
  test("stands still and falls silent at once when it hurts, whatever is shown but the end", () => {
    for (const kind of everyKind) {
      const [next, effects] = wish(playing(of(kind)), { kind: "hurts" });
      const over = kind === "done" || kind === "stopped";
      expect(kinds(effects)).toEqual(over ? [] : ["hush", "send"]);
      expect(next.held).toBe(!over);
    }
  });

  test("holds the moment of the tap until the server answers", () => {
    const [held] = wish(playing(segment()), { kind: "hurts" }, 3);
    expect(held.t).toBe(103);
    expect(at(held, 9).t).toBe(103);
  });

  test("Stop pauses first, asks once more, and only then stops", () => {
    const [asked, effects] = wish(playing(segment()), { kind: "stop" });
    expect(asked.panel).toBe("stop");
    expect(sent(effects)).toEqual([{ command: "pause" }]);
    const [stopped, after] = wish(asked, { kind: "stop_surely" });
    expect(stopped.panel).toBe("none");
    expect(sent(after)).toEqual([{ command: "stop" }]);
  });

  test("Go on after Stop resumes what Stop had paused", () => {
    const [asked] = wish(playing(segment()), { kind: "stop" });
    const [paused] = update(asked, { kind: "heard", message: told(plain({ kind: "paused", t: 101 })), at: 1 });
    expect(paused.panel).toBe("stop");
    const [closed, effects] = wish(paused, { kind: "close" });
    expect(closed.panel).toBe("none");
    expect(sent(effects)).toEqual([{ command: "resume" }]);
  });

  test("a stop sign is sent only after it was confirmed", () => {
    const [list] = wish(playing(segment()), { kind: "open", panel: "signs" });
    const [tapped, none] = wish(list, { kind: "sign", id: "dizziness" });
    expect(sent(none)).toEqual([]);
    expect(tapped.sign).toBe("dizziness");
    const [wrong] = wish(tapped, { kind: "sign_wrong" });
    expect(wrong).toMatchObject({ sign: null, panel: "signs" });
    const [, effects] = wish(tapped, { kind: "sign_surely" });
    expect(sent(effects)).toEqual([{ command: "stop_sign", sign: "dizziness" }]);
  });

  test("an answer fits its question or is not sent", () => {
    const pain = playing(plain({ kind: "ask", question: "pain" }));
    const softer = playing(plain({ kind: "ask", question: "softer" }));
    const values = [-1, 0, 1, 2, 10, 11, 0.5];
    const taken = (state: State): number[] => values.filter((value) => sent(wish(state, { kind: "answer", value })[1]).length > 0);
    expect(taken(pain)).toEqual([0, 1, 2, 10]);
    expect(taken(softer)).toEqual([0, 1]);
    expect(taken(playing(segment()))).toEqual([]);
  });

  test("a tap counts only in a repetition, and not through an open panel", () => {
    for (const kind of everyKind) {
      expect(sent(wish(playing(of(kind)), { kind: "count" })[1])).toEqual(kind === "rep" ? [{ command: "count_rep", target: "exercise/0/C1/standard" }] : []);
    }
    const [open] = wish(playing(segment()), { kind: "open", panel: "sound" });
    expect(sent(wish(open, { kind: "count" })[1])).toEqual([]);
  });

  test("Skip, Back, Pause and Go on are sent only where the session takes them", () => {
    const taken = (kind: SegmentKind): string[] =>
      (["skip", "back", "pause", "resume"] as const).filter((each) => sent(wish(playing(of(kind)), { kind: each })[1]).length > 0);
    expect(Object.fromEntries(everyKind.map((kind) => [kind, taken(kind).join(" ")]))).toEqual({
      get_ready: "skip back pause",
      rep: "skip back pause",
      timed: "skip back pause",
      rest: "skip back pause",
      switch: "skip back pause",
      breathe: "skip back pause",
      ask: "skip pause",
      paused: "resume",
      done: "",
      stopped: "",
    });
  });

  test("sound and keys are remembered when they are changed", () => {
    const sound = { mode: "bell" as const, volume: 0.4 };
    const [state, effects] = wish(playing(segment()), { kind: "sound", sound });
    expect(effects).toEqual([
      { kind: "loudness", sound },
      { kind: "remember", sound, keys: true },
    ]);
    expect(wish(state, { kind: "keys", keys: false })[1]).toEqual([{ kind: "remember", sound, keys: false }]);
  });
});
