import { configChangeText } from './configChangeText';

describe('configChangeText', () => {
  it('shows both sides, and a dash where there is none', () => {
    expect(configChangeText({ key: 'pool', from: 'small', to: 'large' })).toBe(
      'pool: small → large',
    );
    expect(configChangeText({ key: 'pool', to: '' })).toBe('pool: — → ');
    expect(configChangeText({ key: 'pool', from: '1' })).toBe('pool: 1 → —');
  });
});
