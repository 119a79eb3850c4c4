/** From what was pressed on the page to a wish. */
import type { Mode } from "./sound/choice";
import type { State, Wish } from "./state";

/** The wish of a pressed button; null where none was pressed. */
export function wishOfButton(button: HTMLElement): Wish | null {
  switch (button.dataset["wish"]) {
    case "begin":
      return { kind: "begin" };
    case "pause":
      return { kind: "pause" };
    case "resume":
      return { kind: "resume" };
    case "skip":
      return { kind: "skip" };
    case "back":
      return { kind: "back" };
    case "count":
      return { kind: "count" };
    case "hurts":
      return { kind: "hurts" };
    case "stop":
      return { kind: "stop" };
    case "stopSurely":
      return { kind: "stop_surely" };
    case "answer":
      return { kind: "answer", value: Number(button.dataset["value"]) };
    case "signs":
      return { kind: "open", panel: "signs" };
    case "sound":
      return { kind: "open", panel: "sound" };
    case "camera":
      return { kind: "camera", on: button.getAttribute("aria-pressed") !== "true" };
    case "keyList":
      return { kind: "open", panel: "keys" };
    case "close":
      return { kind: "close" };
    case "sign":
      return { kind: "sign", id: button.dataset["sign"] ?? "" };
    case "signSurely":
      return { kind: "sign_surely" };
    case "signWrong":
      return { kind: "sign_wrong" };
    default:
      return null;
  }
}

/** The wish behind a changed field of the sound and key panels. */
export function wishOfField(field: HTMLInputElement, state: State): Wish | null {
  if (field.name === "sound") return { kind: "sound", sound: { ...state.sound, mode: field.value as Mode } };
  switch (field.dataset["choice"]) {
    case "volume":
      return { kind: "sound", sound: { ...state.sound, volume: Number(field.value) / 100 } };
    case "keys":
      return { kind: "keys", keys: field.checked };
    default:
      return null;
  }
}
