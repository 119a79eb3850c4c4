import { describe, expect, test } from "vitest";
import { BodyView, type Maker, tracksAddress } from "../src/body_view";
import { showMoving } from "../src/exercise";
import type { Pose } from "../src/figure";

const pose: Pose = {
  code: "C5",
  variant: "standard",
  changes: [],
  phase: "press_in",
  side: "left",
  workingSide: "left",
  zone: null,
  fraction: 0.5,
  rounds: 0,
};

/** A browser without WebGL: nothing may be loaded for it. */
function without(): { maker: Maker; asked: string[] } {
  const asked: string[] = [];
  const refuse = (what: string) => (): Promise<never> => {
    asked.push(what);
    return Promise.reject(new Error(what));
  };
  return { maker: { glass: () => null, chunk: refuse("chunk"), tracks: refuse("tracks") }, asked };
}

describe("the body", () => {
  test("is asked for by form, working side, place from nought, and changes; not by phase", () => {
    expect(tracksAddress(pose)).toBe("/figures/C5/tracks.json?form=standard&side=left");
    expect(tracksAddress({ ...pose, workingSide: null, zone: 0, changes: ["slow", "range_factor:0.5"] })).toBe(
      "/figures/C5/tracks.json?form=standard&zone=0&changes=slow%2Crange_factor%3A0.5",
    );
  });

  test("leaves its place to the drawing where there is no WebGL, and loads nothing for it", async () => {
    const place = document.createElement("div");
    const { maker, asked } = without();
    const view = new BodyView(place, maker);
    view.show(pose, "Press into your left palm.");
    view.prepare([pose]);
    await new Promise((done) => setTimeout(done, 0));
    view.show(pose, "Press into your left palm.");
    expect(place.dataset["shows"]).toBe("drawing");
    expect(place.querySelector<HTMLImageElement>("img.present")?.alt).toBe("Press into your left palm.");
    expect(asked).toEqual([]);
  });

  test("leaves its place to the drawing where its chunk does not come", async () => {
    const place = document.createElement("div");
    const { maker } = without();
    const glass = { canvas: document.createElement("canvas"), context: {} as WebGL2RenderingContext, slow: false };
    const view = new BodyView(place, { ...maker, glass: () => glass });
    view.show(pose, "");
    await new Promise((done) => setTimeout(done, 0));
    view.show(pose, "");
    expect(place.dataset["shows"]).toBe("drawing");
    expect(place.querySelectorAll(".moving")).toHaveLength(0);
  });

  test("is not promised on the page of an exercise where it cannot be", async () => {
    const holder = document.createElement("figure");
    holder.dataset["moving"] = "C5";
    holder.innerHTML = '<div class="figure-place"><img alt=""></div><div class="figure-controls"></div>';
    const { maker, asked } = without();
    await showMoving(holder, maker);
    expect(holder.dataset["ready"]).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
