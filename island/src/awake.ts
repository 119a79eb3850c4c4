/** Keeps the screen lit while the person lies there and looks at it. */
export class Awake {
  #wanted = false;
  #lock: WakeLockSentinel | null = null;

  constructor() {
    // The browser drops the lock whenever the page is hidden.
    document.addEventListener("visibilitychange", () => void this.#hold());
  }

  set(on: boolean): void {
    this.#wanted = on;
    if (on) void this.#hold();
    else {
      void this.#lock?.release();
      this.#lock = null;
    }
  }

  async #hold(): Promise<void> {
    if (!this.#wanted || document.visibilityState !== "visible" || this.#lock?.released === false) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      if (!this.#wanted) this.set(false);
    } catch {
      // Not offered here, or refused to save the battery: the session goes on all the same.
      this.#lock = null;
    }
  }
}
