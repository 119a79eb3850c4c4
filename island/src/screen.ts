/** Brings what is shown to the DOM of `templates/live/stage.html`, and touches only what changed. */
import type { FigureView } from "./figure";
import { figureKeys, keyList } from "./keyboard";
import type { Answer, Shown } from "./shown";
import type { Focus } from "./state";

export interface Sign {
  readonly id: string;
  readonly text: string;
  readonly codes: readonly string[];
  readonly outcome: string;
}

/** Which parts are in sight: `data-show` in the template names one of these. */
function sights(shown: Shown): Record<string, boolean> {
  const open = shown.panel !== "none";
  const at = (scene: Shown["scene"]): boolean => !open && shown.scene === scene;
  return {
    work: at("begin") || at("work") || at("paused"),
    opening: at("opening"),
    begin: shown.scene === "begin",
    ask: at("ask"),
    end: shown.scene === "end",
    help: shown.help === "call",
    care: shown.help === "doctor",
    atHand: shown.help === "at_hand",
    onward: shown.help === "none" || shown.help === "at_hand",
    closed: at("closed"),
    stopPanel: shown.panel === "stop",
    signsPanel: shown.panel === "signs" && shown.sign === null,
    signPanel: shown.panel === "signs" && shown.sign !== null,
    keysPanel: shown.panel === "keys",
    soundPanel: shown.panel === "sound",
    controls: shown.scene !== "end" && shown.scene !== "closed",
    count: shown.scene === "work" && shown.count !== "",
    dial: shown.scene === "work" && shown.dial,
    resume: shown.canResume,
    hint: shown.scene === "work" && shown.hint !== "",
    where: shown.where !== "",
    camera: shown.camera,
    // The picture has no place beside a question or a list, but that the camera is on always stands.
    cameraElsewhere: shown.cameraNote !== "" && (open || shown.scene === "ask"),
    cameraOffered: shown.cameraOffered && shown.scene !== "end" && shown.scene !== "closed",
    cameraText: shown.cameraText !== "" && shown.scene !== "end" && shown.scene !== "closed",
    somethingElse: shown.somethingElse,
  };
}

type Said = Exclude<{ [K in keyof Shown]: Shown[K] extends string ? K : never }[keyof Shown], undefined>;

export class Screen {
  readonly #root: HTMLElement;
  readonly #figure: FigureView;
  readonly #said: readonly (readonly [HTMLElement, string])[];
  readonly #sights: readonly (readonly [HTMLElement, string])[];
  readonly #signs: readonly Sign[];
  #before: Shown | null = null;

  constructor(root: HTMLElement, figure: FigureView, signs: readonly Sign[]) {
    this.#root = root;
    this.#figure = figure;
    this.#signs = signs;
    this.#said = [...root.querySelectorAll<HTMLElement>("[data-say]")].map((each) => [each, each.dataset["say"] ?? ""]);
    this.#sights = [...root.querySelectorAll<HTMLElement>("[data-show]")].map((each) => [each, each.dataset["show"] ?? ""]);
    this.#listKeys();
  }

  show(shown: Shown): void {
    const before = this.#before;
    this.#before = shown;
    if (before?.scene !== shown.scene) this.#root.dataset["scene"] = shown.scene;
    if (before?.panel !== shown.panel) this.#root.dataset["panel"] = shown.panel;
    this.#write(shown);
    const sight = sights(shown);
    for (const [element, name] of this.#sights) setHidden(element, !(sight[name] ?? false));
    setHidden(this.#one<HTMLElement>(".notice"), shown.notice === "");
    this.#ring(shown.ring);
    if (before?.ringText.length !== shown.ringText.length) {
      this.#one(".dial").classList.toggle("long", shown.ringText.length > 2);
    }
    if (before?.side !== shown.side || before.sides !== shown.sides) this.#sides(shown);
    this.#figure.show(shown.pose, shown.instruction);
    if (before === null || !sameAnswers(before.answers, shown.answers)) this.#answer(shown.answers);
    if (before === null || before.account.join() !== shown.account.join()) this.#account(shown.account);
    if (before === null || before.code !== shown.code) this.#listSigns(shown.code);
    this.#able("pause", shown.canPause);
    this.#able("skip", shown.canSkip);
    this.#able("back", shown.canBack);
    this.#able("hurts", shown.canHurt);
    this.#able("stop", shown.canHurt);
    if (before?.cameraWanted !== shown.cameraWanted) {
      this.#one('[data-wish="camera"]').setAttribute("aria-pressed", String(shown.cameraWanted));
    }
    if (before?.hintStands !== shown.hintStands) this.#one(".hint").classList.toggle("waits", !shown.hintStands);
    if (before?.cameraLeads !== shown.cameraLeads) this.#one(".camera").classList.toggle("leads", shown.cameraLeads);
    if (before === null || before.sound !== shown.sound || before.keys !== shown.keys) this.#choices(shown);
  }

  focus(on: Focus): void {
    const heading = on === "heading" ? this.#root.querySelector<HTMLElement>(".sheet:not([hidden]) h2") : null;
    (heading ?? this.#one<HTMLElement>("#stage")).focus({ preventScroll: heading === null });
  }

  #write(shown: Shown): void {
    const signText = this.#signs.find((sign) => sign.id === shown.sign)?.text ?? "";
    for (const [element, name] of this.#said) {
      setText(element, name === "signText" ? signText : String(shown[name as Said]));
    }
  }

  #ring(filled: number | null): void {
    const circle = this.#one<SVGCircleElement>(".filled");
    const offset = (1 - (filled ?? 0)).toFixed(4);
    if (circle.getAttribute("stroke-dashoffset") !== offset) circle.setAttribute("stroke-dashoffset", offset);
  }

  #sides(shown: Shown): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>("[data-side]")) {
      const present = shown.sides && element.dataset["side"] === shown.side;
      element.classList.toggle("present", present);
      element.classList.toggle("absent", !shown.sides);
      // The other side stays as a place, not as a word that is read out.
      if (present) element.removeAttribute("aria-hidden");
      else element.setAttribute("aria-hidden", "true");
    }
  }

  #answer(answers: readonly Answer[]): void {
    const place = this.#one(".answers");
    place.classList.toggle("scale", answers.length > 2);
    place.replaceChildren(
      ...answers.map((answer) => {
        const button = this.#make("button", "");
        button.type = "button";
        button.dataset["wish"] = "answer";
        button.dataset["value"] = String(answer.value);
        button.setAttribute("aria-keyshortcuts", answer.key.toLowerCase());
        button.append(this.#make("span", answer.label));
        if (answer.words !== "") button.append(" ", this.#make("small", answer.words));
        return button;
      }),
    );
  }

  #listSigns(code: string | null): void {
    const ordered = inOrder(this.#signs, code);
    this.#one(".signs").replaceChildren(
      ...ordered.map((sign) => {
        const button = this.#make("button", sign.text);
        button.type = "button";
        button.dataset["wish"] = "sign";
        button.dataset["sign"] = sign.id;
        const line = this.#make("li", "");
        line.append(button);
        return line;
      }),
    );
  }

  #account(account: readonly string[]): void {
    this.#one(".account").replaceChildren(...account.map((line) => this.#make("li", line)));
  }

  #listKeys(): void {
    this.#one(".keys").replaceChildren(
      ...[...keyList, figureKeys].flatMap(([keys, what]) => {
        const term = this.#make("dt", "");
        for (const key of keys) term.append(this.#make(key === "…" ? "span" : "kbd", key === "…" ? "to" : key), " ");
        return [term, this.#make("dd", what)];
      }),
    );
  }

  #choices(shown: Shown): void {
    for (const radio of this.#root.querySelectorAll<HTMLInputElement>('input[name="sound"]')) {
      radio.checked = radio.value === shown.sound.mode;
    }
    this.#one<HTMLInputElement>('[data-choice="volume"]').value = String(Math.round(shown.sound.volume * 100));
    this.#one<HTMLInputElement>('[data-choice="keys"]').checked = shown.keys;
  }

  #able(wish: string, can: boolean): void {
    const button = this.#one<HTMLButtonElement>(`.controls [data-wish="${wish}"]`);
    if (button.disabled === can) button.disabled = !can;
  }

  #one<E extends Element = HTMLElement>(selector: string): E {
    const found = this.#root.querySelector<E>(selector);
    if (found === null) throw new Error(`live/stage.html: found no ${selector}`);
    return found;
  }

  #make<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
    const element = this.#root.ownerDocument.createElement(tag);
    element.textContent = text;
    return element;
  }
}

const gravity = ["EMERGENCY", "URGENT", "CLINICIAN_FIRST", "MODIFY"];

/** The gravest first; among equally grave ones those that this exercise names. */
export function inOrder(signs: readonly Sign[], code: string | null): readonly Sign[] {
  const place = (sign: Sign): number => 2 * gravity.indexOf(sign.outcome) + (code !== null && sign.codes.includes(code) ? 0 : 1);
  return signs.toSorted((a, b) => place(a) - place(b));
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

function sameAnswers(a: readonly Answer[], b: readonly Answer[]): boolean {
  return a.length === b.length && a.every((answer, index) => answer.words === b[index]?.words && answer.label === b[index]?.label);
}
