/** One key answers a 0 to 10 question of an ordinary page: the one that has the focus, else the first left open. */

/** The answer that `key` gives, as on the live page: a digit, or t for ten. */
export function answerOf(key: string): string | null {
  if (/^[0-9]$/.test(key)) return key;
  return key.toLowerCase() === "t" ? "10" : null;
}

function isShown(field: HTMLFieldSetElement): boolean {
  return field.closest("details:not([open])") === null;
}

/** The radio that `key` means in `page`, or null where no such question is open. */
export function meant(page: Document, key: string): HTMLInputElement | null {
  const answer = answerOf(key);
  const at = page.activeElement;
  const typing = at instanceof HTMLInputElement && at.type !== "radio" && at.type !== "checkbox";
  if (answer === null || typing) return null;
  const all = [...page.querySelectorAll<HTMLFieldSetElement>("fieldset.scale")];
  const scales = all.filter(isShown);
  const open = scales.find((scale) => scale.querySelector("input:checked") === null);
  const asked = scales.find((scale) => scale.contains(at)) ?? open;
  return asked?.querySelector<HTMLInputElement>(`input[value="${answer}"]`) ?? null;
}

/** Lets the keys answer, and moves on to the next question. */
export function listen(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const radio = meant(page, event.key);
    if (radio === null) return;
    event.preventDefault();
    radio.click();
    const fields = [...page.querySelectorAll<HTMLFieldSetElement>("fieldset.choice")].filter(isShown);
    const own = radio.closest("fieldset");
    const next = fields[fields.findIndex((field) => field === own) + 1];
    (next?.querySelector<HTMLInputElement>("input:checked, input") ?? radio).focus();
  });
}
