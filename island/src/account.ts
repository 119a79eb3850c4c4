/** What was done in this session, line by line, from what the server committed. */
import type { SessionEvent } from "./protocol.gen";
import type { Line } from "./state";

type Names = ReadonlyMap<string, string>;

/** From the committed repetitions by code, as the server sends them to a page that has just connected. */
export function seed(names: Names, done: Readonly<Record<string, number>>): readonly Line[] {
  return Object.entries(done)
    .filter(([, reps]) => reps > 0)
    .map(([code, reps]) => ({ code, title: names.get(code) ?? code, reps, seconds: 0 }));
}

/** With one more fact. */
export function add(names: Names, account: readonly Line[], event: SessionEvent): readonly Line[] {
  const { code } = event;
  if (code === undefined) return account;
  if (event.kind === "rep_counted") return change(names, account, code, (line) => ({ ...line, reps: line.reps + 1 }));
  if (event.kind === "exercise_finished" && event.seconds !== undefined && event.seconds > 0) {
    const { seconds } = event;
    return change(names, account, code, (line) => ({ ...line, seconds: line.seconds + seconds }));
  }
  return account;
}

function change(names: Names, account: readonly Line[], code: string, to: (line: Line) => Line): readonly Line[] {
  if (account.some((line) => line.code === code)) return account.map((line) => (line.code === code ? to(line) : line));
  return [...account, to({ code, title: names.get(code) ?? code, reps: 0, seconds: 0 })];
}
