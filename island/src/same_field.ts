/** The field of the present page that stands where `before` stood: same name, and same value where it is one of several. */
export function fieldLike(before: Element | null, page: ParentNode): HTMLElement | null {
  if (!(before instanceof HTMLInputElement || before instanceof HTMLSelectElement)) return null;
  const several = before instanceof HTMLInputElement && (before.type === "radio" || before.type === "checkbox");
  const fields = page.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
  return [...fields].find((field) => field.name === before.name && (!several || field.value === before.value)) ?? null;
}
