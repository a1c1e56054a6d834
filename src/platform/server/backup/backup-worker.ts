import { Problem } from '../../../kernel/problem.ts'
import { runBackup, type BackupOrder } from './run-backup.ts'

/** Runs as a process of its own: reads its order from standard input, tells line by line how it goes, ends. */
let text = ''
for await (const piece of process.stdin.setEncoding('utf8')) text += String(piece)
const tell = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
try {
  // The order comes from make-backup.ts, which started this process.
  const made = await runBackup(JSON.parse(text) as BackupOrder, tell)
  tell({ made })
} catch (error) {
  tell(
    error instanceof Problem
      ? { problem: { code: error.code, status: error.status, words: error.message, details: error.details } }
      : { failed: error instanceof Error ? error.message : String(error) },
  )
}
