/** Who leads the session. Here the server over a socket; later it may live inside the page. */
import type { ClientMessage, ServerMessage } from "./protocol.gen";

export interface Coach {
  open(listener: CoachListener): void;
  send(message: ClientMessage): void;
  /** What the camera saw; let go where the way is not free. */
  show(packet: ArrayBuffer): void;
}

export interface CoachListener {
  heard(message: ServerMessage): void;
  link(link: "open" | "lost"): void;
}

/** Milliseconds until the next try: quick at first, never more than ten seconds. */
export function backOff(tries: number): number {
  return Math.min(10_000, 500 * 2 ** tries);
}

/** What must not be lost while the socket is broken: it is told as soon as the coach is there again. */
const urgent: ReadonlySet<string> = new Set(["hurts", "stop", "stop_sign"]);

/** Frames that may wait in the socket. Later ones are let go, so that no command stands behind them. */
const MOST_WAITING = 3;

export class SocketCoach implements Coach {
  readonly #address: string;
  #socket: WebSocket | null = null;
  #listener: CoachListener | null = null;
  #tries = 0;
  #over = false;
  #waiting: ClientMessage | null = null;

  constructor(address: string) {
    this.#address = address;
  }

  open(listener: CoachListener): void {
    this.#listener = listener;
    this.#connect();
  }

  send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    else if (urgent.has(message.command)) this.#waiting = message;
  }

  show(packet: ArrayBuffer): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > MOST_WAITING * packet.byteLength) return;
    socket.send(packet);
  }

  #connect(): void {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#tries = 0;
      this.#listener?.link("open");
      if (this.#waiting !== null) this.send(this.#waiting);
      this.#waiting = null;
    });
    socket.addEventListener("message", (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as ServerMessage;
      if (message.type === "closed") this.#over = true;
      this.#listener?.heard(message);
    });
    socket.addEventListener("close", () => {
      if (this.#over) return;
      this.#listener?.link("lost");
      setTimeout(() => this.#connect(), backOff(this.#tries));
      this.#tries += 1;
    });
  }
}

/** The socket of a session on the host that served this page. */
export function socketAddress(here: Pick<Location, "protocol" | "host">, session: string): string {
  const scheme = here.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${here.host}/live/${encodeURIComponent(session)}/socket`;
}
