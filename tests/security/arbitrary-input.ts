import fc from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema that zod writes. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly pattern?: string
}

/** Values that have broken programs before: of every type, whatever the schema asks for. */
export const WILD: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202exslx.exe',
  "' or 1=1 --",
  "'; drop table unit; --",
  '%',
  '_',
  '\\',
  '%00',
  '../../../etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  '=HYPERLINK("http://evil.example")',
  '<script>alert(1)</script>',
  '{"a":1}',
  '["a","b"]',
  '[1,"b"]',
  '["2026-01-01","b"]',
  '[1e400,"b"]',
  '[]',
  '٣',
  '𠮷𠮷',
  'a'.repeat(3000),
  '('.repeat(200),
  -1,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  'NaN',
  'Infinity',
  '2026-02-30',
  '9999-99-99',
  '0000-00-00',
  '0001-01-01',
  [],
  {},
  [[]],
  ['a', null],
  { $ne: null },
]

/** Input for an endpoint: mostly of the shape it asks for, with real ids where ids belong, now and then anything at all. */
export function inputFor(shape: z.ZodType, ids: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
  const wild = fc.constantFrom(...WILD)
  const id = fc.constantFrom(...ids)
  const ofSchema = (one: Schema, level: number): fc.Arbitrary<unknown> => {
    const tame = tameOf(one, level)
    return fc.oneof({ weight: 10, arbitrary: tame }, { weight: 1, arbitrary: wild })
  }
  const tameOf = (one: Schema, level: number): fc.Arbitrary<unknown> => {
    if (one.const !== undefined) return fc.constant(one.const)
    if (one.enum !== undefined) return fc.constantFrom<unknown>(...one.enum)
    const choices = one.anyOf ?? one.oneOf
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => ofSchema(choice, level)))
    if (one.allOf !== undefined) {
      return fc
        .tuple(...one.allOf.map((part) => tameOf(part, level)))
        .map((parts) => Object.assign({}, ...(parts as object[])) as unknown)
    }
    switch (typeof one.type === 'string' ? one.type : one.type?.[0]) {
      case 'string':
        return textOf(one)
      case 'integer':
        return fc.integer({ min: Math.max(one.minimum ?? -5, -1e9), max: Math.min(one.maximum ?? 1000, 1e9) })
      case 'number':
        return fc.double({ min: one.minimum ?? -10, max: one.maximum ?? 1000, noNaN: true })
      case 'boolean':
        return fc.boolean()
      case 'array':
        return fc.array(level > 4 ? fc.constant(null) : ofSchema(one.items ?? {}, level + 1), {
          minLength: Math.min(one.minItems ?? 0, 3),
          maxLength: 3,
        })
      case 'object':
        return objectOf(one, level)
      default:
        return wild
    }
  }
  const textOf = ({ pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<unknown> => {
    const words = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) })
    const day = fc
      .date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    if (pattern?.startsWith('^\\d{4}-')) return day
    if (pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(pattern, 'u')), words)
    return fc.oneof({ weight: 3, arbitrary: id }, { weight: 2, arbitrary: words }, { weight: 1, arbitrary: day })
  }
  const objectOf = (one: Schema, level: number): fc.Arbitrary<unknown> => {
    const properties = Object.entries(one.properties ?? {})
    if (properties.length === 0) return fc.dictionary(fc.string({ maxLength: 8 }), wild, { maxKeys: 3 })
    const required = one.required ?? []
    const record = (of: typeof properties) =>
      fc.record(Object.fromEntries(of.map(([key, part]) => [key, ofSchema(part, level + 1)])), {
        requiredKeys: of.map(([key]) => key).filter((key) => required.includes(key)),
      })
    const least = properties.filter(([key]) => required.includes(key))
    // A list that is asked with every filter at once finds nothing: a third of all asks for no more than it must.
    return fc.oneof({ weight: 2, arbitrary: record(properties) }, { weight: 1, arbitrary: record(least) })
  }
  return objectOf(schema, 0).map((value) => value as Record<string, unknown>)
}
