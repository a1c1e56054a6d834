import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../journeys/program.ts'

/**
 * Text that makes a badly written pattern take for ever. Each reader of people's text gets it in a process of its own: one
 * that is not done after a minute is ended, and the test fails. Linear work on these lengths takes milliseconds.
 */
const TEXTS = `
const texts = [
  'a'.repeat(long), ' '.repeat(long), '\\t'.repeat(long), '（'.repeat(long), '()'.repeat(long / 2), '1'.repeat(long),
  '-'.repeat(long), '1-'.repeat(long / 2), '号'.repeat(long), '路1号'.repeat(long / 3), '市'.repeat(long), '宁波市鄞州区'.repeat(long / 6),
  '有限公司'.repeat(long / 4), '='.repeat(long), "'".repeat(long), '"'.repeat(long), '.'.repeat(long), '0'.repeat(long) + 'x',
  '、'.repeat(long), '张三、'.repeat(long / 3), '\\u3000'.repeat(long) + 'x', '['.repeat(long), '<'.repeat(long), '&#'.repeat(long / 2),
  '**'.repeat(long / 2), '\\u0060'.repeat(long), '![]('.repeat(long / 4), '[a]('.repeat(long / 4), '|'.repeat(long), '- '.repeat(long / 2),
  '_x'.repeat(long / 2), '_x0041_'.repeat(long / 7), '2026年'.repeat(long / 5), '1,'.repeat(long / 2),
]
`
/** As long as one cell of a workbook can be, for what looks at a text in more than one pass. */
const CELL = 32_000
const LONG = 200_000
/** The contracts take no longer searches. */
const QUERY = 200
const READERS: readonly [file: string, call: string, length: number][] = [
  ['src/kernel/mask.ts', 'm.maskName(text), m.maskPhone(text), m.maskIdentity(text)', LONG],
  ['src/kernel/day.ts', 'm.parseDay(text)', LONG],
  ['src/platform/server/http/file-name.ts', 'm.safeFileName(text)', LONG],
  ['src/platform/server/http/log.ts', 'm.withoutValues(text)', LONG],
  [
    'src/platform/server/http/json-shape.ts',
    'm.isTooIntricate(text, { depth: 20, items: 100 }), m.isKeepable(text)',
    LONG,
  ],
  [
    'src/platform/server/spreadsheets/text-cells.ts',
    'm.visibleText(text), m.csvText(text), m.csvHidden(text), m.keepableText(text)',
    LONG,
  ],
  [
    'src/platform/server/spreadsheets/number-formats.ts',
    'for (const f of Object.values(m)) if (typeof f === "function") try { f(text) } catch {}',
    LONG,
  ],
  [
    'src/standards/uscc.ts',
    'for (const f of Object.values(m)) if (typeof f === "function") try { f(text) } catch {}',
    LONG,
  ],
  ['src/standards/address.ts', 'm.parseAddress(text), m.canonicalAddress(text)', CELL],
  ['src/standards/names.ts', 'm.nameKey(text)', CELL],
  ['src/standards/search-tokens.ts', 'm.queryTokens(text)', QUERY],
]

test.each(READERS)('%s takes any text in good time', (file, call, length) => {
  const script = `import * as m from ${JSON.stringify(join(root, file))}
const long = ${length}
${TEXTS}
for (const text of texts) { ${call} }
process.stdout.write('done')`
  const done = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    },
  )
  expect([done.signal, done.stdout, done.stderr.slice(0, 400)]).toEqual([null, 'done', ''])
})
