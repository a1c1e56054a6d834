import type { RoomServer } from '../../../platform/server/room.ts'

export const documentsServer: RoomServer = { name: 'documents', migrations: [], serve() {} }
