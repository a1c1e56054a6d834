import { expect, test } from 'vitest'
import { byRoom } from './by-room.ts'

test('verbs stand under their rooms in the order given', () => {
  const verb = (room: string, name: string) => ({ room, roomName: room.toUpperCase(), verb: `${room}.${name}` })
  const rows = [verb('units', 'read'), verb('access', 'read'), verb('units', 'edit')]
  expect(byRoom(rows)).toEqual([
    { room: 'units', roomName: 'UNITS', rows: [rows[0], rows[2]] },
    { room: 'access', roomName: 'ACCESS', rows: [rows[1]] },
  ])
  expect(byRoom([])).toEqual([])
})
