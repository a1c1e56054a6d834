/** Verbs under their rooms, both in the order in which they came. */
export function byRoom<V extends { readonly room: string; readonly roomName: string }>(
  verbs: readonly V[],
): { readonly room: string; readonly roomName: string; readonly rows: readonly V[] }[] {
  const rooms = new Map<string, { room: string; roomName: string; rows: V[] }>()
  for (const verb of verbs) {
    const { room, roomName } = verb
    const known = rooms.get(room)
    if (known === undefined) rooms.set(room, { room, roomName, rows: [verb] })
    else known.rows.push(verb)
  }
  return [...rooms.values()]
}
