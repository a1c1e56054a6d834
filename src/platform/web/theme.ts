import type { ThemeConfig } from 'antd'

/** The calm of the paper desk: no shadows, 6 px corners, one accent, no motion. Colours repeat styles/tokens.css. */
export const theme: ThemeConfig = {
  hashed: false,
  cssVar: { key: 'jx' },
  token: {
    colorPrimary: '#b3261e',
    colorInfo: '#1f5f8b',
    colorLink: '#1f5f8b',
    colorSuccess: '#1f6f66',
    colorWarning: '#9a6b12',
    colorError: '#b3261e',
    colorText: '#1f2328',
    colorTextSecondary: '#57606a',
    colorTextTertiary: '#656d78',
    colorTextPlaceholder: '#656d78',
    colorTextDisabled: '#656d78',
    colorBorder: '#cfd5db',
    colorBorderSecondary: '#e3e6ea',
    colorBgLayout: '#f6f7f8',
    borderRadius: 6,
    borderRadiusLG: 6,
    borderRadiusSM: 4,
    fontSize: 14,
    fontFamily: 'inherit',
    controlHeight: 32,
    controlHeightSM: 26,
    motion: false,
    boxShadow: 'none',
    boxShadowSecondary: '0 0 0 1px #d8dde2',
    boxShadowTertiary: 'none',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', paddingInline: 12 },
    Drawer: { footerPaddingBlock: 12, footerPaddingInline: 16 },
    Tooltip: { colorBgSpotlight: '#1f2328' },
  },
}
