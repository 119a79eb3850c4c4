import { describe, expect, test } from "vitest";
import { BELL_S, bellOf, freeFrom, outlasting, patienceOf, place, STALE_S, ticksOf } from "../src/sound/lane";
import { plain, segment } from "./support";

describe("the voice's lane", () => {
  test("starts a sentence at its moment when nothing is in the way", () => {
    expect(place(10, 8, 0, 1)).toBe(10);
  });

  test("waits for a bell or another sentence, so that no two ever sound together", () => {
    expect(place(10, 8, 10.6, 1)).toBe(10.6);
  });

  test("leaves out what would come too late to be true", () => {
    expect(place(10, 8, 10 + STALE_S + 0.1, STALE_S)).toBeNull();
    expect(place(10, 30, 0, Infinity)).toBe(30);
  });

  test("never lets sentences overlap, whatever is wanted when", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let round = 0; round < 200; round += 1) {
      const taken: { from: number; to: number; lasting: boolean }[] = [];
      for (let n = 0; n < 12; n += 1) {
        const seconds = random() * 4;
        const at = place(random() * 10, random() * 10, freeFrom(taken), random() * 5);
        if (at !== null) taken.push({ from: at, to: at + seconds, lasting: false });
      }
      for (const [index, span] of taken.entries()) {
        if (index > 0) expect(span.from).toBeGreaterThanOrEqual(taken[index - 1]?.to ?? 0);
      }
    }
  });

  test("forgets with the segment what has not begun, and keeps what sounds or is to last", () => {
    const past = { from: 0, to: 2, lasting: false };
    const sounding = { from: 2, to: 6, lasting: false };
    const coming = { from: 6, to: 8, lasting: false };
    const lasting = { from: 8, to: 9, lasting: true };
    expect(outlasting([past, sounding, coming, lasting], 4)).toEqual([sounding, lasting]);
  });

  test("is patient while nobody moves", () => {
    expect(patienceOf(segment())).toBe(STALE_S);
    expect(patienceOf(plain({ kind: "ask", question: "pain" }))).toBe(Infinity);
  });

  test("lets a sentence that waits for a bell still come in time", () => {
    expect(BELL_S).toBeLessThan(STALE_S);
  });
});

describe("the bell", () => {
  const ready = plain({ kind: "get_ready", seconds: 8, t: 90 });

  test("rings when an exercise begins, when sides change and when it ends", () => {
    expect(bellOf(ready, segment())).toBe("begin");
    expect(bellOf(segment(), plain({ kind: "switch", seconds: 5, t: 110 }))).toBe("switch");
    expect(bellOf(segment(), plain({ kind: "ask", question: "pain_worst", t: 110 }))).toBe("end");
    expect(bellOf(segment(), plain({ kind: "done", t: 110 }))).toBe("end");
  });

  test("is silent between repetitions, in pain and in a pause", () => {
    expect(bellOf(segment({ t: 90 }), segment())).toBeNull();
    expect(bellOf(segment(), plain({ kind: "ask", question: "pain", t: 105 }))).toBeNull();
    expect(bellOf(segment(), plain({ kind: "paused", t: 105 }))).toBeNull();
    expect(bellOf(segment(), plain({ kind: "stopped", t: 105 }))).toBeNull();
  });

  test("does not ring again when the same segment is heard again after a broken connection", () => {
    expect(bellOf(segment(), segment())).toBeNull();
    expect(bellOf(null, segment())).toBeNull();
  });
});

describe("ticks", () => {
  test("mark each whole second of a hold", () => {
    expect(ticksOf(segment())).toEqual([3.5, 4.5, 5.5, 6.5, 7.5]);
  });

  test("are left out of a short stay", () => {
    const short = segment({ beats: [{ id: "stay", offset: 0, seconds: 1.5, hold: true, text: "" }] });
    expect(ticksOf(short)).toEqual([]);
  });
});
