/** Copies of an instance that several threads can read at once. */
import type { GroupUnits } from './types.ts'

type Numbers = Int32Array | Float64Array | Uint8Array

/** The same instance with every array in shared memory. */
export function shareUnits(units: GroupUnits): GroupUnits {
  const copy = (value: unknown): unknown => {
    if (value instanceof Int32Array || value instanceof Float64Array || value instanceof Uint8Array)
      return shared(value)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]))
  }
  return copy(units) as GroupUnits
}

function shared(values: Numbers): Numbers {
  const buffer = new SharedArrayBuffer(values.byteLength)
  if (values instanceof Int32Array) {
    const copy = new Int32Array(buffer)
    copy.set(values)
    return copy
  }
  const copy = values instanceof Float64Array ? new Float64Array(buffer) : new Uint8Array(buffer)
  copy.set(values)
  return copy
}
