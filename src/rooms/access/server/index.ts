import type { RoomServer } from '../../../platform/server/room.ts'

export const accessServer: RoomServer = { name: 'access', migrations: [], serve: () => {} }
