import { annotation } from './annotation';

it('is one command, whatever a file is called and says', () => {
  expect(
    annotation({
      file: 'a,b:c.yaml',
      line: 2,
      column: 3,
      level: 'warning',
      path: '',
      message: '100 %\n::error::x',
    }),
  ).toBe('::warning file=a%2Cb%3Ac.yaml,line=2,col=3::100 %25%0A::error::x');
});
