/** 32 well-mixed bits of two integers (the finishing steps of MurmurHash 3): equal in, equal out. */
export function mix(value: number, salt: number): number {
  let bits = (Math.imul(value | 0, 0x9e3779b1) ^ Math.imul(salt | 0, 0x85ebca6b)) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
