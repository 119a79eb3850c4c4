import { describe, expect, test } from "vitest";
import type { SegmentKind } from "../../src/protocol.gen";
import { type Effect, opening, type State } from "../../src/state";
import { update } from "../../src/update";
import { view } from "../../src/view";
import { troubles, words } from "../../src/words";
import { known, plain, segment, told } from "../support";

const offered = { ...known, camera: true };

/** What happened to the camera, and what was sent. */
function done(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.kind === "watch" ? [effect.on ? "taken" : "let go"] : effect.kind === "send" ? [effect.message.command] : [],
  );
}

function playing(over: Partial<State> = {}): State {
  const [state] = update({ ...opening(offered), ...over }, { kind: "heard", message: told(segment()), at: 0 });
  return state;
}

function stands(state: State, kind: SegmentKind): readonly [State, readonly Effect[]] {
  const next = kind === "rep" ? segment({ t: 200 }) : plain({ kind, t: 200, ...(kind === "ask" ? { question: "pain" } : {}) });
  return update(state, { kind: "heard", message: { type: "segment", now: 200, segment: next }, at: 5 });
}

describe("the camera", () => {
  test("is never taken where nobody asked for it", () => {
    const [state, effects] = update(opening(known), { kind: "heard", message: told(segment()), at: 0 });
    expect(done(effects)).not.toContain("taken");
    expect(view(state)).toMatchObject({ camera: false, cameraOffered: false, cameraNote: "", cameraText: "" });
    expect(update(state, { kind: "wish", wish: { kind: "camera", on: true }, at: 1 })).toEqual([state, []]);
  });

  test("is taken when the person begins to be led", () => {
    const [state, effects] = update(opening(offered), { kind: "heard", message: told(segment()), at: 0 });
    expect(done(effects)).toEqual(["taken"]);
    expect(view(state)).toMatchObject({ camera: true, cameraText: words.cameraOpening, cameraNote: "" });
    const [open] = update(state, { kind: "camera_open" });
    expect(view(open)).toMatchObject({ cameraNote: words.cameraOn, cameraText: "" });
  });

  test("waits for the first tap", () => {
    const [state, effects] = update(opening({ ...offered, begun: false }), { kind: "heard", message: told(plain({ kind: "paused", t: 0 }), 0), at: 0 });
    expect(done(effects)).not.toContain("taken");
    expect(view(state).camera).toBe(false);
  });

  test.each(["paused", "done", "stopped"] as const)("is let go at once when the session is %s", (kind) => {
    const [state, effects] = stands(playing(), kind);
    expect(done(effects)).toContain("let go");
    expect(view(state)).toMatchObject({ camera: false, cameraNote: "" });
  });

  test.each(["get_ready", "rest", "switch", "ask", "timed", "rep"] as const)("stays through %s", (kind) => {
    expect(done(stands(playing(), kind)[1])).not.toContain("let go");
  });

  test("is taken again when the session goes on", () => {
    const [paused] = stands(playing(), "paused");
    expect(done(stands(paused, "get_ready")[1])).toContain("taken");
  });

  test("is let go when nobody sees the page, and the session pauses", () => {
    const [state, effects] = update(playing(), { kind: "hidden", hidden: true, at: 3 });
    expect(done(effects)).toEqual(["pause", "let go"]);
    expect(done(update(state, { kind: "hidden", hidden: false, at: 4 })[1])).toEqual(["taken"]);
  });

  test("a session that only speaks goes on when nobody sees the page", () => {
    const [plainState] = update(opening(known), { kind: "heard", message: told(segment()), at: 0 });
    expect(done(update(plainState, { kind: "hidden", hidden: true, at: 3 })[1])).toEqual([]);
  });

  test("is let go when the server is away and the segment is over", () => {
    const [lost] = update(playing(), { kind: "link", link: "lost", at: 1 });
    expect(done(update(lost, { kind: "frame", at: 60 })[1])).toContain("let go");
  });

  test.each(Object.entries(troubles))("says what to do when it is %s, and the session goes on", (trouble, text) => {
    const [open] = update(playing(), { kind: "camera_open" });
    const [state, effects] = update(open, { kind: "camera_failed", trouble: trouble as keyof typeof troubles });
    expect(done(effects)).toEqual(["let go"]);
    expect(view(state)).toMatchObject({ scene: "work", camera: false, cameraNote: "", cameraText: text, cameraWanted: false });
    expect(text.split(" ").length).toBeLessThan(24);
    const [again, tried] = update(state, { kind: "wish", wish: { kind: "camera", on: true }, at: 9 });
    expect(done(tried)).toEqual(["taken"]);
    expect(view(again).cameraText).toBe(words.cameraOpening);
  });

  test("can be put off for a session, and on again", () => {
    const [off, effects] = update(playing(), { kind: "wish", wish: { kind: "camera", on: false }, at: 2 });
    expect(done(effects)).toEqual(["let go"]);
    expect(view(off)).toMatchObject({ camera: false, cameraOffered: true, cameraWanted: false, cameraText: "" });
    expect(done(stands(off, "rest")[1])).not.toContain("taken");
    expect(done(update(off, { kind: "wish", wish: { kind: "camera", on: true }, at: 3 })[1])).toEqual(["taken"]);
  });

  test("leads and speaks as the server says, and forgets it when it is let go", () => {
    const [open] = update(playing(), { kind: "camera_open" });
    const [state] = update(open, { kind: "heard", message: { type: "camera", leads: true, text: "I count what I see." }, at: 4 });
    expect(view(state)).toMatchObject({ cameraLeads: true, cameraText: "I count what I see." });
    const [paused] = stands(state, "paused");
    expect(view(paused)).toMatchObject({ cameraLeads: false, cameraText: "" });
  });
});
