/** Rearranges values so that the `count` greatest come first, in no order (quickselect, median of three). */
export function greatestFirst(values: Float64Array, ids: Int32Array, count: number): void {
  let low = 0
  let high = values.length - 1
  const swap = (i: number, j: number): void => {
    const value = values[i]!
    values[i] = values[j]!
    values[j] = value
    const id = ids[i]!
    ids[i] = ids[j]!
    ids[j] = id
  }
  while (low < high && count > low && count <= high) {
    const middle = (low + high) >> 1
    if (values[middle]! > values[low]!) swap(middle, low)
    if (values[high]! > values[low]!) swap(high, low)
    if (values[middle]! > values[high]!) swap(middle, high)
    const pivot = values[high]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i <= j) swap(i++, j--)
    }
    if (count - 1 <= j) high = j
    else if (count - 1 >= i) low = i
    else return
  }
}
