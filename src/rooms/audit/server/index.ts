import type { RoomServer } from '../../../platform/server/room.ts'

export const auditServer: RoomServer = { name: 'audit', migrations: [], serve: () => {} }
