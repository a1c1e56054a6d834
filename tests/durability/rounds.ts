/** How often: a short form in every run of the tests, the long one with `npm run soak`. */
export function rounds(short: number, long: number): number {
  return process.env['JUXIN_SOAK'] === undefined || process.env['JUXIN_SOAK'] === '' ? short : long
}
