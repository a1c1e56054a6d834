import type { RoomServer } from '../../../platform/server/room.ts'
import { servePlanner } from './endpoints.ts'
import { planner1 } from './migrations/0001-planner.ts'

export const plannerServer: RoomServer = { name: 'planner', migrations: [planner1], serve: servePlanner }
