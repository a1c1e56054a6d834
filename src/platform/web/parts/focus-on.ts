/** As `ref` of the field that a form begins with; the same function each time, so that it runs once. */
export const focusOn = (field: HTMLElement | null): void => field?.focus()
