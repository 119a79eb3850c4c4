import { beforeEach, describe, expect, test } from "vitest";
import { DrawingView } from "../src/figure";
import type { Segment } from "../src/protocol.gen";
import { inOrder, Screen, type Sign } from "../src/screen";
import { opening, type State } from "../src/state";
import { update } from "../src/update";
import { view } from "../src/view";
import { wishOfButton } from "../src/wishes";
import { at, known, page, plain, playing, segment, told } from "./support";

const signs = [
  { id: "chest_pain", text: "Pain in the chest", outcome: "EMERGENCY", codes: ["L1"] },
  { id: "dizziness", text: "Dizzy", outcome: "URGENT", codes: ["C1"] },
];

let root: HTMLElement;
let screen: Screen;

beforeEach(() => {
  root = page();
  screen = new Screen(root, new DrawingView(root.querySelector(".figure") as HTMLElement), signs);
});

function show(state: State): void {
  screen.show(view(state));
}

function visible(element: Element | null): boolean {
  for (let each = element; each !== null; each = each.parentElement) if ((each as HTMLElement).hidden) return false;
  return element !== null;
}

/** What a person can read, without what is hidden. */
function read(): string {
  const walk = (element: Element): string =>
    (element as HTMLElement).hidden
      ? ""
      : [...element.childNodes].map((node) => (node instanceof Element ? walk(node) : (node.textContent ?? ""))).join(" ");
  return walk(root).replace(/\s+/g, " ").trim();
}

function button(wish: string): HTMLButtonElement {
  return root.querySelector(`.controls [data-wish="${wish}"]`) as HTMLButtonElement;
}

const every: readonly (readonly [string, Segment, string])[] = [
  ["a repetition", segment(), "Turn your head to the left."],
  ["getting ready", plain({ kind: "get_ready", seconds: 8, instruction: "Sit tall." }), "Get ready Head turns 8 Sit tall. Fetch a towel."],
  ["a timed exercise", plain({ kind: "timed", seconds: 180, instruction: "Small circles." }), "Small circles."],
  ["a rest", plain({ kind: "rest", seconds: 8, instruction: "Rest." }), "Rest."],
  ["a change of sides", plain({ kind: "switch", seconds: 5, side: "right", instruction: "Now the right." }), "Now the right."],
  ["a quiet minute", plain({ kind: "breathe", seconds: 60, instruction: "One quiet minute." }), "One quiet minute."],
  ["a question", plain({ kind: "ask", question: "pain", instruction: "How much?" }), "How much? 0 no pain 1 2 3"],
  ["a pause", plain({ kind: "paused" }), "Paused Go on Take the time you need."],
  ["the end", plain({ kind: "done", instruction: "That was all for today." }), "That was all for today."],
  ["a stop", plain({ kind: "stopped", reason: "dizziness", instruction: "Sit down. Stay there." }), "Sit down. Stay there."],
];

describe("the camera's note", () => {
  const question = plain({ kind: "ask", question: "pain", instruction: "How much?" });
  const watched = (state: State): State => ({ ...state, camera: { ...state.camera, wanted: true, offered: true, open: true } });
  const note = (): Element | null => root.querySelector(".camera-elsewhere");

  test("stands beside a question and a list too, as long as the camera is on", () => {
    show(watched(playing(question)));
    expect(visible(note())).toBe(true);
    expect(read()).toContain("0 bytes of video left this computer");
    show({ ...watched(playing(segment())), panel: "sound" });
    expect(visible(note())).toBe(true);
    show(playing(question));
    expect(visible(note())).toBe(false);
  });

  test("stands once while the exercise is shown with the picture", () => {
    show(watched(playing(segment())));
    expect(visible(note())).toBe(false);
    expect(visible(root.querySelector(".camera figcaption"))).toBe(true);
  });
});

describe("stop signs", () => {
  const sign = (id: string, outcome: string, ...codes: string[]): Sign => ({ id, text: id, outcome, codes });
  const many = [
    sign("headache", "CLINICIAN_FIRST", "C1"), sign("dizzy", "URGENT"), sign("vision", "EMERGENCY"),
    sign("belly", "MODIFY", "C1"), sign("chest", "EMERGENCY", "C1"), sign("numb", "URGENT", "C1"), sign("speech", "EMERGENCY"),
  ];

  test("stand by how grave they are, and only then by the exercise's own", () => {
    expect(inOrder(many, "C1").map(({ id }) => id)).toEqual(["chest", "vision", "speech", "numb", "dizzy", "headache", "belly"]);
    expect(inOrder(many, null).map(({ id }) => id)).toEqual(["vision", "chest", "speech", "dizzy", "numb", "headache", "belly"]);
  });

  test("after an urgent one the page leads on to what comes then and the call, not to Today", () => {
    show(at(playing(plain({ kind: "stopped", reason: "dizziness", instruction: "Sit down. Stay there." })), 1));
    const links = [...root.querySelectorAll<HTMLAnchorElement>("a")].filter(visible).map((link) => link.getAttribute("href"));
    expect(links[0]).toBe("/see-someone");
    expect(links[1]).toMatch(/^tel:/);
    expect(links).not.toContain("/");
  });
});

describe("the page of", () => {
  test.each(every)("%s says what it is about", (_name, shown, expected) => {
    show(playing(shown));
    expect(read()).toContain(expected);
  });

  test.each(every)("%s has exactly one part of the stage in sight", (_name, shown) => {
    show(playing(shown));
    expect([...root.querySelectorAll("#stage > [data-show]")].filter(visible)).toHaveLength(1);
  });

  test.each(every)("%s keeps Stop and It hurts in reach until it is over", (_name, shown) => {
    show(playing(shown));
    const over = shown.kind === "done" || shown.kind === "stopped";
    expect([visible(button("stop")), visible(button("hurts"))]).toEqual([!over, !over]);
    if (!over) expect([button("stop").disabled, button("hurts").disabled]).toEqual([false, false]);
  });
});

describe("the page", () => {
  test("has a place for every name that its template uses", () => {
    const shown = view(playing(segment()));
    const named = [...root.querySelectorAll<HTMLElement>("[data-say]")].map((each) => each.dataset["say"] as string);
    expect(named.filter((name) => name !== "signText" && !(name in shown))).toEqual([]);
    const pressed = [...root.querySelectorAll<HTMLElement>("[data-wish]")].filter((each) => wishOfButton(each) === null);
    expect(pressed).toEqual([]);
  });

  test("shows every part of its stage at some time", () => {
    const seen = new Set<string>();
    const note = (state: State): void => {
      show(state);
      for (const each of root.querySelectorAll<HTMLElement>("[data-show]")) if (visible(each)) seen.add(each.dataset["show"] ?? "");
    };
    note(opening(known));
    for (const [, shown] of every) note(playing(shown));
    note(playing(plain({ kind: "stopped", reason: "double_vision" })));
    note(playing(plain({ kind: "stopped", reason: "severe_pain", instruction: "If it is sudden, call 112." })));
    note(playing(segment(), { begun: false }));
    for (const panel of ["stop", "signs", "keys", "sound"] as const) {
      note(update(playing(segment()), { kind: "wish", wish: { kind: "open", panel }, at: 1 })[0]);
    }
    const [signsOpen] = update(playing(segment()), { kind: "wish", wish: { kind: "open", panel: "signs" }, at: 1 });
    note(update(signsOpen, { kind: "wish", wish: { kind: "sign", id: "dizziness" }, at: 1 })[0]);
    note(update(playing(segment()), { kind: "heard", message: { type: "closed", reason: "Taken." }, at: 1 })[0]);
    const [watched] = update(opening({ ...known, camera: true }), { kind: "heard", message: told(segment()), at: 0 });
    note(watched);
    note({ ...watched, begun: true, panel: "sound", camera: { ...watched.camera, wanted: true, open: true } });
    const all = [...root.querySelectorAll<HTMLElement>("[data-show]")].map((each) => each.dataset["show"] ?? "");
    expect(all.filter((name) => !seen.has(name))).toEqual([]);
  });

  test("fills the ring by the second", () => {
    const state = playing(segment());
    const offset = (): number => Number(root.querySelector(".filled")?.getAttribute("stroke-dashoffset"));
    show(at(state, 2.5));
    expect(offset()).toBe(1);
    show(at(state, 5));
    expect(offset()).toBe(0.5);
    expect(root.querySelector(".seconds")?.textContent).toBe("3");
  });

  test("tells the side by its word at its place, and hides the other from screen readers", () => {
    show(at(playing(segment()), 1));
    const left = root.querySelector(".side-left") as HTMLElement;
    const right = root.querySelector(".side-right") as HTMLElement;
    expect([left.classList.contains("present"), left.getAttribute("aria-hidden")]).toEqual([true, null]);
    expect([right.classList.contains("present"), right.getAttribute("aria-hidden")]).toEqual([false, "true"]);
  });

  test("lists all stop signs, the emergencies first whatever the exercise", () => {
    const listed = (): (string | null)[] => [...root.querySelectorAll(".signs button")].map((each) => each.textContent);
    for (const code of ["C1", "L1"]) {
      show(playing(segment({ code })));
      expect(listed()).toEqual(["Pain in the chest", "Dizzy"]);
    }
  });

  test("asks once more about a stop sign, in the sign's own words", () => {
    let state = playing(segment());
    for (const wish of [{ kind: "open", panel: "signs" }, { kind: "sign", id: "dizziness" }] as const) {
      [state] = update(state, { kind: "wish", wish, at: 1 });
    }
    show(state);
    expect(read()).toContain("Is this so? Dizzy Yes I tapped wrongly");
  });

  test("moves the focus to the heading of what lies open, else to the stage", () => {
    show(playing(plain({ kind: "ask", question: "pain", instruction: "How much?" })));
    screen.focus("heading");
    expect(document.activeElement?.textContent).toBe("How much?");
    show(playing(segment()));
    screen.focus("stage");
    expect(document.activeElement?.id).toBe("stage");
  });

  test("does not touch what has not changed, so that a screen reader is left in peace", async () => {
    const state = playing(segment());
    show(at(state, 3));
    const changed: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const record of records) changed.push((record.target as Element).className ?? "");
    });
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    show(at(state, 3));
    await new Promise((resolve) => setTimeout(resolve, 0));
    observer.disconnect();
    expect(changed).toEqual([]);
  });
});
