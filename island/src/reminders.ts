/** Reminders while a page is open: asked of the server once a minute, shown in the page, and beside it when it is hidden. */

const EVERY_MS = 60_000;

export interface Reminder {
  readonly remind: string | null;
  readonly title?: string;
  readonly body?: string;
  readonly path?: string;
  readonly short?: string;
}

/** The reminder as a quiet part of the page; "Not now" costs nothing. */
export function noteOf(document: Document, told: Reminder, notNow: () => void): HTMLElement {
  const note = document.createElement("aside");
  note.className = "reminder";
  note.setAttribute("role", "status");
  const title = document.createElement("strong");
  title.textContent = told.title ?? "";
  const body = document.createElement("p");
  body.textContent = told.body ?? "";
  const ways = document.createElement("p");
  ways.className = "row";
  for (const [word, path] of [["Begin", told.path], ["Two minutes", told.short]] as const) {
    if (path === undefined || (word === "Begin" && path === told.short)) continue;
    const link = document.createElement("a");
    link.href = path;
    link.textContent = word;
    ways.append(link);
  }
  const later = document.createElement("button");
  later.type = "button";
  later.textContent = "Not now";
  later.addEventListener("click", () => {
    note.remove();
    notNow();
  });
  ways.append(later);
  note.append(title, body, ways);
  return note;
}

async function ask(path: string): Promise<Response> {
  // JSON from our own origin needs no token.
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
}

async function look(): Promise<void> {
  let told: Reminder;
  try {
    const answer = await ask("/api/v1/reminders/due");
    if (!answer.ok) return;
    told = (await answer.json()) as Reminder;
  } catch {
    return; // the server is away; the next look may find it
  }
  if (told.remind === null) return;
  document.querySelector(".reminder")?.remove();
  document.querySelector("main")?.prepend(noteOf(document, told, () => void ask("/api/v1/reminders/not-now")));
  if (document.hidden && "Notification" in window && Notification.permission === "granted")
    new Notification(told.title ?? "", { body: told.body ?? "", tag: "spinecoach" });
}

/** Ask for the browser's leave when the person ticks the box, and look from then on. */
export function remindHere(): void {
  document.querySelector<HTMLInputElement>("input[name=in_page]")?.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.checked && "Notification" in window)
      void Notification.requestPermission();
  });
  if (document.querySelector("meta[name=reminders]") === null) return;
  void look();
  setInterval(() => void look(), EVERY_MS);
}
