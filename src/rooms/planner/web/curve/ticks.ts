/** Three to six round numbers that span `from`–`to`, for an axis: steps of 1, 2 or 5 times a power of ten. */
export function ticks(from: number, to: number): number[] {
  if (!(to > from)) return [from]
  const raw = (to - from) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 5, 10].find((unit) => unit * power >= raw) ?? 10) * power
  const first = Math.floor(from / step)
  const last = Math.ceil(to / step)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}
