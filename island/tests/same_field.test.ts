import { describe, expect, test } from "vitest";
import { fieldLike } from "../src/same_field";

function form(html: string): HTMLElement {
  const place = document.createElement("form");
  place.innerHTML = html;
  return place;
}

const choice = `<input type="radio" name="minutes" value="5"><input type="radio" name="minutes" value="10">
  <input type="number" name="age" value="50">`;

describe("the field that had the focus", () => {
  test("is found again by name and value after its part of the page was swapped", () => {
    const [before, after] = [form(choice), form(choice)];
    expect(fieldLike(before.querySelector('[value="10"]'), after)).toBe(after.querySelector('[value="10"]'));
  });

  test("is found by its name alone where it is the only one", () => {
    const after = form(choice.replace('value="50"', 'value="51"'));
    expect(fieldLike(form(choice).querySelector('[name="age"]'), after)).toBe(after.querySelector('[name="age"]'));
  });

  test("is nowhere when it is gone, or was no field", () => {
    expect(fieldLike(form(choice).querySelector('[value="5"]'), form("<p>Nothing</p>"))).toBeNull();
    expect(fieldLike(document.body, form(choice))).toBeNull();
  });
});
