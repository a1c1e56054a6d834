import type { Command } from '../../../platform/cli/command.ts'
import { coverageCommand } from './coverage.ts'
import { snapshotCommand } from './snapshot.ts'

export const commands: readonly Command[] = [coverageCommand, snapshotCommand]
