import type { Theme } from '@mui/material/styles';
import { tokens } from '@sluice/plugin-pipelines-react';
import { backstageUiVariables } from './backstageUi';
import { createSluiceTheme } from './createSluiceTheme';

describe.each(['light', 'dark'] as const)('the %s theme', mode => {
  it('carries the tokens in both versions of Material UI', () => {
    const theme = createSluiceTheme(mode);
    const v5 = theme.getTheme('v5') as Theme;
    const v4 = theme.getTheme('v4') as unknown as Theme;
    expect(v5.palette.mode).toBe(mode);
    for (const { palette } of [v4, v5]) {
      expect(palette.background.default).toBe(tokens[mode].background);
      expect(palette.text.secondary).toBe(tokens[mode].muted);
      expect(palette.primary.main).toBe(tokens[mode].accent);
    }
  });

  it('gives the same colours to Backstage UI', () => {
    const variables = backstageUiVariables(mode);
    expect(variables['--bui-bg-app']).toBe(tokens[mode].background);
    expect(variables['--bui-fg-primary']).toBe(tokens[mode].ink);
  });
});
