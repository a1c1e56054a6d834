'use strict'
/**
 * Who may import whom (docs/ARCHITECTURE.md): direct allow-lists, no cycles. `tools/borders.test.ts` plants one fault per
 * rule in a toy tree and expects each to be found.
 */
const ROOMS = [
  'areas',
  'access',
  'audit',
  'rulebook',
  'units',
  'organizations',
  'members',
  'coverage',
  'work',
  'sync',
  'requests',
  'chains',
  'planner',
  'ratings',
  'reviews',
  'surveys',
  'community',
  'cases',
  'documents',
]

const FACE = '(contract\\.ts|public\\.tsx?|(server|web|cli)/public\\.tsx?)$'

/** Tests and the builders of their rows stand outside: they compose real rooms. */
const TESTING = '(\\.test\\.tsx?|/testing\\.ts)$'

/** A room reaches only its own files and the faces of earlier rooms. */
const roomRules = ROOMS.flatMap((room, place) => {
  const later = ROOMS.slice(place + 1)
  const others = ROOMS.filter((other) => other !== room)
  return [
    {
      name: `${room}-not-later`,
      severity: 'error',
      comment: 'A room may import earlier rooms only; later rooms react to its events.',
      from: { path: `^src/rooms/${room}/`, pathNot: '\\.test\\.tsx?$' },
      to: { path: later.length > 0 ? `^src/rooms/(${later.join('|')})/` : '^$' },
    },
    {
      name: `${room}-faces-only`,
      severity: 'error',
      comment: 'Another room is used through its contract or its public files, never through what lies behind them.',
      from: { path: `^src/rooms/${room}/`, pathNot: TESTING },
      to: { path: `^src/rooms/(${others.join('|')})/`, pathNot: FACE },
    },
  ]
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-below',
      severity: 'error',
      comment: 'kernel, standards and solver know nothing of the rooms, the platform, Node or the browser.',
      from: { path: '^src/(kernel|standards|solver)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(platform|rooms|apps)/' },
    },
    {
      name: 'pure-no-node',
      severity: 'error',
      from: {
        path: '^src/(kernel|standards|solver)/|^src/rooms/[^/]+/(contract\\.ts$|rules/)',
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'solver-alone',
      severity: 'error',
      comment: 'The solver imports nothing of ours; the planner is its only user.',
      from: { path: '^src/solver/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!solver/)' },
    },
    {
      name: 'solver-for-planner',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(solver|rooms/planner)/' },
      to: { path: '^src/solver/' },
    },
    {
      name: 'contract-pure',
      severity: 'error',
      comment: 'Contracts and rules run anywhere.',
      from: { path: '^src/rooms/[^/]+/(contract\\.ts$|rules/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(platform|apps)/|^src/rooms/[^/]+/(server|web|cli)/' },
    },
    {
      name: 'server-not-screens',
      severity: 'error',
      from: { path: '^src/rooms/[^/]+/server/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/rooms/[^/]+/(web|cli)/|^src/platform/(web|cli)/|^src/apps/' },
    },
    {
      name: 'web-not-server',
      severity: 'error',
      comment: 'Screens use only the API.',
      from: { path: '^src/(platform|rooms/[^/]+|apps)/web/', pathNot: '\\.test\\.tsx?$|^src/platform/web/build/' },
      to: { path: '/(server|cli)/|^src/solver/' },
    },
    {
      name: 'platform-no-room',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(rooms|apps|solver)/' },
    },
    {
      name: 'scopes-minted-at-the-gates',
      severity: 'error',
      comment: 'A scope comes into being where somebody was let in; everybody else is handed one.',
      from: {
        path: '^src/',
        pathNot:
          '^src/platform/server/(gate|db/database)\\.ts$|^src/rooms/access/server/|(\\.test\\.tsx?|/testing\\.ts)$',
      },
      to: { path: '^src/platform/server/mint-scope\\.ts$' },
    },
    { name: 'apps-on-top', severity: 'error', from: { path: '^src/(?!apps/)' }, to: { path: '^src/apps/' } },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.test\\.tsx?|testing\\.ts)$' },
      to: { path: '(\\.test\\.tsx?|/testing\\.ts)$' },
    },
    ...roomRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.runtime)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
