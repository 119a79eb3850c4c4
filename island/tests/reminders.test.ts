import { expect, test, vi } from "vitest";
import { noteOf } from "../src/reminders";

test("a reminder offers the whole, the two minutes, and not now", () => {
  const notNow = vi.fn<() => void>();
  const told = { remind: "session", title: "Your few minutes", body: "Two minutes count too.", path: "/", short: "/?minutes=2" };
  const note = noteOf(document, told, notNow);
  document.body.append(note);
  expect([...note.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual(["/", "/?minutes=2"]);
  note.querySelector("button")?.click();
  expect(notNow).toHaveBeenCalledOnce();
  expect(document.querySelector(".reminder")).toBeNull();
});

test("a short break has one way only", () => {
  const told = { remind: "break", title: "A short break", body: "", path: "/?minutes=2", short: "/?minutes=2" };
  expect(noteOf(document, told, () => undefined).querySelectorAll("a")).toHaveLength(1);
});
