import { describe, expect, test } from "vitest";
import { update } from "../src/update";
import { view } from "../src/view";
import { timeLeft } from "../src/words";
import { at, plain, playing, segment } from "./support";

describe("the live page shows", () => {
  test("what to do now, the committed count and the side, in a repetition", () => {
    expect(view(at(playing(segment()), 1))).toMatchObject({
      scene: "work",
      title: "Head turns",
      place: "1 of 5",
      instruction: "Turn your head to the left.",
      count: "2",
      of: "of 5",
      side: "left",
      sides: true,
      ring: null,
      dial: true,
      hint: "A tap counts one",
    });
  });

  test("that a tap counts only once it does, and says what to do instead to who tapped before", () => {
    const begun = playing(segment());
    expect(view(at(begun, 3.9)).hintStands).toBe(false);
    expect(view(at(begun, 4))).toMatchObject({ hint: "A tap counts one", hintStands: true });
    const refused = { t: 101, kind: "refused", reason: "too_soon" } as const;
    const [early] = update(begun, { kind: "heard", message: { type: "event", event: refused }, at: 1 });
    expect(view(at(early, 1))).toMatchObject({ hint: "Finish this one first", hintStands: true });
    expect(view(at(early, 4)).hint).toBe("A tap counts one");
  });

  test("the ring and its seconds in the hold", () => {
    const shown = view(at(playing(segment()), 4));
    expect(shown.instruction).toBe("Hold.");
    expect(shown.ring).toBeCloseTo(0.3, 9);
    expect(shown.ringText).toBe("4");
  });

  test("what comes, from which position and what to fetch, while getting ready", () => {
    const shown = view(playing(plain({ kind: "get_ready", seconds: 8, instruction: "Sit tall." })));
    expect(shown).toMatchObject({
      scene: "work",
      heading: "Get ready",
      instruction: "Head turns",
      where: "Sit tall. Fetch a towel.",
      ringText: "8",
    });
    expect(view(playing(plain({ kind: "get_ready", seconds: 8, reps: 5 }))).count).toBe("");
    expect(view(playing(plain({ kind: "get_ready", seconds: 5, reps: 5, done: 2 })))).toMatchObject({ count: "2", of: "of 5" });
  });

  test("what is different from now on, while getting ready after it hurt", () => {
    const softer = plain({ kind: "get_ready", seconds: 5, instruction: "Softer now: smaller and slower." });
    expect(view(playing(softer))).toMatchObject({ instruction: "Softer now: smaller and slower.", where: "Sit tall. Fetch a towel." });
  });

  test("minutes and seconds of what is timed, and no count", () => {
    const shown = view(at(playing(plain({ kind: "timed", seconds: 180, code: "C6" })), 50));
    expect(shown).toMatchObject({ ringText: "2:10", count: "", hint: "" });
  });

  test("once what the camera says, also while it is what was said last", () => {
    const said = "I cannot see this movement well. I keep the time.";
    const seen = playing(segment());
    const watched = { ...seen, caption: said, camera: { ...seen.camera, wanted: true, offered: true, open: true, text: said } };
    expect(view(watched)).toMatchObject({ cameraText: said, caption: "" });
    expect(view({ ...watched, caption: "And back." })).toMatchObject({ cameraText: said, caption: "And back." });
    expect(view({ ...watched, camera: seen.camera }).caption).toBe(said);
  });

  test("the side that comes, when sides change", () => {
    expect(view(playing(plain({ kind: "switch", seconds: 5, side: "right" })))).toMatchObject({ side: "right", sides: true });
  });

  test("no sides at all where an exercise has none", () => {
    expect(view(playing(plain({ kind: "rest", seconds: 5 })))).toMatchObject({ sides: false, side: null });
  });

  test("which place of the roller, counted from one", () => {
    expect(view(playing(segment({ zone: 0, zones: 3 }))).zone).toBe("Place 1 of 3.");
  });

  test("eleven answers with words at nought, five and ten for pain", () => {
    const shown = view(playing(plain({ kind: "ask", question: "pain", instruction: "How much does it hurt?" })));
    expect(shown).toMatchObject({ scene: "ask", question: "How much does it hurt?", somethingElse: true });
    expect(shown.answers.map((answer) => answer.label)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    expect(shown.answers.filter((answer) => answer.words !== "").map((answer) => answer.value)).toEqual([0, 5, 10]);
    expect(shown.answers.at(-1)?.key).toBe("T");
  });

  test("yes and no for softer, without the way to the stop signs", () => {
    const shown = view(playing(plain({ kind: "ask", question: "softer" })));
    expect(shown.answers.map((answer) => [answer.label, answer.value])).toEqual([["Yes", 1], ["No", 0]]);
    expect(shown.somethingElse).toBe(false);
  });

  test("Paused and a way on, in a pause", () => {
    expect(view(playing(plain({ kind: "paused" })))).toMatchObject({
      scene: "paused",
      instruction: "Paused",
      canResume: true,
      canPause: false,
    });
  });

  test("first what to do, then the rest, when a session was stopped", () => {
    const shown = view(playing(plain({ kind: "stopped", reason: "dizziness", instruction: "Sit down. Stay there. Call 112." })));
    expect(shown).toMatchObject({ scene: "end", endTitle: "Sit down.", endText: "Stay there. Call 112.", canHurt: false });
  });

  test("what was done, line by line, at the end", () => {
    const state = { ...playing(plain({ kind: "done", instruction: "That was all for today." })) };
    const shown = view({
      ...state,
      account: [
        { code: "C1", title: "Head turns", reps: 5, seconds: 0 },
        { code: "C2", title: "Nods", reps: 1, seconds: 0 },
        { code: "C6", title: "Massage", reps: 0, seconds: 180 },
      ],
    });
    expect(shown.endTitle).toBe("That was all for today.");
    expect(shown.account).toEqual(["Head turns, 5 times", "Nods, once", "Massage, 3 minutes"]);
  });

  test("Begin until the first tap, with the first exercise and where it is done", () => {
    const state = playing(plain({ kind: "get_ready", seconds: 8 }), { begun: false });
    expect(view(state)).toMatchObject({
      scene: "begin",
      heading: "First",
      instruction: "Head turns",
      where: "Sit tall. Fetch a towel.",
      begin: "Begin",
      canPause: false,
      canHurt: true,
    });
  });

  test("a question even before the first tap, for the answer is one", () => {
    expect(view(playing(plain({ kind: "ask", question: "pain_before" }), { begun: false })).scene).toBe("ask");
  });

  test("where the person stopped, when a session is taken up again", () => {
    const state = playing(plain({ kind: "paused", done: 2 }), { begun: false });
    expect(view(state)).toMatchObject({ scene: "begin", heading: "Where you stopped", begin: "Go on" });
  });

  test("that the connection is lost, first beside the segment and then in its place", () => {
    const [lost] = update(playing(segment()), { kind: "link", link: "lost", at: 2 });
    expect(view(lost)).toMatchObject({ scene: "work", notice: "Connection lost. I will pause here." });
    expect(view(at(lost, 12))).toMatchObject({
      scene: "paused",
      instruction: "Connection lost",
      notice: "",
      canResume: false,
      canSkip: false,
      canHurt: true,
    });
  });

  test("the drawing of the present beat, and one drawing for a phase and its hold", () => {
    const state = playing(segment({ changes: ["slow"], zone: 1, zones: 3 }));
    const moving = view(at(state, 1)).pose;
    expect(moving).toEqual({
      code: "C1",
      variant: "standard",
      changes: ["slow"],
      phase: "turn_left",
      side: "left",
      workingSide: null,
      zone: 1,
      fraction: 0.4,
      rounds: 0,
    });
    expect(view(at(state, 4)).pose).toEqual({ ...moving, fraction: 1 });
    expect(view(at(state, 8)).pose?.phase).toBe("back_from_left");
  });

  test("the start pose while nothing is asked to move", () => {
    expect(view(playing(plain({ kind: "rest", seconds: 5, side: "left" }))).pose).toMatchObject({ phase: null, side: "left" });
  });

  test("Stop and It hurts whatever is open, and the other buttons only over the exercise", () => {
    const [open] = update(playing(segment()), { kind: "wish", wish: { kind: "open", panel: "keys" }, at: 1 });
    expect(view(open)).toMatchObject({ panel: "keys", canHurt: true, canPause: false, canSkip: false, canBack: false });
  });

  test("the time left as people say it", () => {
    expect([0, 20, 60, 100, 480].map(timeLeft)).toEqual([
      "",
      "under a minute left",
      "1 minute left",
      "2 minutes left",
      "8 minutes left",
    ]);
  });

  test("to a screen reader a new sentence with each repetition, never with each second", () => {
    const state = playing(segment());
    const said = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9].map((seconds) => view(at(state, seconds)).status));
    expect([...said]).toEqual(["Turn your head to one side, then to the other. 2 of 5."]);
  });
});
