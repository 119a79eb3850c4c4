import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { backOff, SocketCoach, socketAddress } from "../src/coach";
import type { ServerMessage } from "../src/protocol.gen";

/** Stands where the browser's socket would; the test says what the network does. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];
  bufferedAmount = 0;

  constructor(readonly address: string) {
    super();
    FakeSocket.made.push(this);
  }

  send(what: unknown): void {
    this.sent.push(what);
  }

  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  says(message: ServerMessage): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }

  breaks(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
}

const newest = (): FakeSocket => FakeSocket.made.at(-1) as FakeSocket;

beforeEach(() => {
  FakeSocket.made = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opened(): { coach: SocketCoach; links: string[]; heard: string[] } {
  const links: string[] = [];
  const heard: string[] = [];
  const coach = new SocketCoach("ws://here/live/7/socket");
  coach.open({ link: (link) => links.push(link), heard: (message) => heard.push(message.type) });
  return { coach, links, heard };
}

describe("the coach over the socket", () => {
  test("lives on the host of the page, and is private where the page is", () => {
    expect(socketAddress({ protocol: "http:", host: "127.0.0.1:8420" }, "a/b")).toBe("ws://127.0.0.1:8420/live/a%2Fb/socket");
    expect(socketAddress({ protocol: "https:", host: "home" }, "x")).toBe("wss://home/live/x/socket");
  });

  test("is tried again after it broke, quickly at first and never more than ten seconds apart", () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(backOff)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    const { links } = opened();
    newest().opens();
    newest().breaks();
    expect(FakeSocket.made).toHaveLength(1);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.made).toHaveLength(2);
    newest().breaks();
    vi.advanceTimersByTime(999);
    expect(FakeSocket.made).toHaveLength(2);
    vi.advanceTimersByTime(1);
    newest().opens();
    expect(links).toEqual(["open", "lost", "lost", "open"]);
  });

  test("is left alone once it said that the session is closed", () => {
    const { heard } = opened();
    newest().opens();
    newest().says({ type: "closed", reason: "Another page took this session." });
    newest().breaks();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(heard).toEqual(["closed"]);
  });

  test("is told after a break what must not be lost, and nothing that is stale by then", () => {
    const { coach } = opened();
    newest().opens();
    newest().breaks();
    coach.send({ command: "skip" });
    coach.send({ command: "hurts" });
    coach.send({ command: "count_rep" });
    vi.advanceTimersByTime(500);
    newest().opens();
    expect(newest().sent).toEqual(['{"command":"hurts"}']);
  });

  test("lets frames go while the socket lags, and never a command", () => {
    const { coach } = opened();
    const frame = new ArrayBuffer(564);
    coach.show(frame);
    newest().opens();
    coach.show(frame);
    newest().bufferedAmount = 50 * frame.byteLength;
    coach.show(frame);
    coach.send({ command: "pause" });
    expect(newest().sent).toEqual([frame, '{"command":"pause"}']);
    newest().bufferedAmount = 0;
    coach.show(frame);
    expect(newest().sent).toHaveLength(3);
  });
});
