export const zh = {
  unit: '单位',
}
