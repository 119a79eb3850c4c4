import { beforeEach, describe, expect, test } from "vitest";
import { answerOf, listen, meant } from "../src/scale_key";

const scale = (name: string): string => {
  const radios = Array.from({ length: 11 }, (_, n) => `<input type="radio" name="${name}" value="${n}">`);
  return `<fieldset class="choice scale">${radios.join("")}</fieldset>`;
};

beforeEach(() => {
  document.body.innerHTML = `${scale("neck")}${scale("lumbar")}<input type="number" id="age">`;
});

const checked = (): string[] =>
  [...document.querySelectorAll<HTMLInputElement>("input:checked")].map((radio) => `${radio.name}=${radio.value}`);

describe("one key answers one question", () => {
  test("digits mean themselves, t means ten, others nothing", () => {
    expect(["0", "7", "t", "T", "x", "F5"].map(answerOf)).toEqual(["0", "7", "10", "10", null, null]);
  });

  test("the first question left open is meant, then the next", () => {
    const page = document.implementation.createHTMLDocument();
    page.body.innerHTML = document.body.innerHTML;
    listen(page);
    page.dispatchEvent(new KeyboardEvent("keydown", { key: "3" }));
    page.dispatchEvent(new KeyboardEvent("keydown", { key: "t" }));
    const told = [...page.querySelectorAll<HTMLInputElement>("input:checked")].map((r) => `${r.name}=${r.value}`);
    expect(told).toEqual(["neck=3", "lumbar=10"]);
  });

  test("a question that is folded away is not answered by accident", () => {
    document.body.innerHTML = `<details>${scale("neck")}</details>`;
    expect(meant(document, "4")).toBeNull();
  });

  test("the next question is the next one that is shown", () => {
    const page = document.implementation.createHTMLDocument();
    const last = '<fieldset class="choice"><input type="radio" name="new" value="no"></fieldset>';
    page.body.innerHTML = `${scale("neck")}<details>${scale("lumbar")}</details>${last}`;
    const focused: string[] = [];
    page.querySelectorAll("input").forEach((each) => {
      each.focus = () => focused.push(each.name);
    });
    listen(page);
    page.dispatchEvent(new KeyboardEvent("keydown", { key: "3" }));
    expect(focused).toEqual(["new"]);
  });

  test("a number that is typed into a field stays there", () => {
    document.querySelector<HTMLInputElement>("#age")?.focus();
    expect(meant(document, "4")).toBeNull();
    expect(checked()).toEqual([]);
  });

  test("an answer that is there already is changed where the focus is", () => {
    document.querySelector<HTMLInputElement>("input[name=neck][value='2']")?.click();
    document.querySelector<HTMLInputElement>("input[name=neck][value='2']")?.focus();
    expect(meant(document, "5")?.name).toBe("neck");
  });
});
