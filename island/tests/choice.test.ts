import { describe, expect, test } from "vitest";
import { keep, read } from "../src/sound/choice";

function drawer(): Storage {
  localStorage.clear();
  return localStorage;
}

describe("the choice of sound", () => {
  test("is what the settings say when nothing was chosen here", () => {
    expect(read(drawer(), "full").sound.mode).toBe("voice");
    expect(read(drawer(), "short").sound.mode).toBe("short");
    expect(read(drawer(), "bell").sound.mode).toBe("bell");
    expect(read(drawer(), "silent").sound.mode).toBe("silent");
  });

  test("is kept on this device", () => {
    const storage = drawer();
    keep(storage, "full", { sound: { mode: "silent", volume: 0.3 }, keys: false });
    expect(read(storage, "full")).toEqual({ sound: { mode: "silent", volume: 0.3 }, keys: false });
  });

  test("gives way when the settings were changed since, and the loudness stays", () => {
    const storage = drawer();
    keep(storage, "full", { sound: { mode: "silent", volume: 0.3 }, keys: true });
    expect(read(storage, "bell").sound).toEqual({ mode: "bell", volume: 0.3 });
  });

  test("falls back to the settings when what was kept cannot be read", () => {
    for (const broken of ["{", "null", "7", '{"mode":"loud","volume":9,"over":"full"}']) {
      const storage = drawer();
      storage.setItem("spinecoach.live", broken);
      expect(read(storage, "full"), broken).toEqual({ sound: { mode: "voice", volume: 0.8 }, keys: true });
    }
  });
});
