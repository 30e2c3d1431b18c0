import {
  alertPath,
  alertsPath,
  incidentPath,
  morningReportPath,
  runbookPath,
} from './paths';

describe('paths of the portal', () => {
  it.each([
    [alertPath(7), '/pipelines/alerts/7'],
    [alertsPath(), '/pipelines/alerts'],
    [incidentPath(3), '/pipelines/incidents/3'],
    [morningReportPath('2026-11-25'), '/pipelines/reports/2026-11-25'],
    [
      runbookPath('component:default/Close-Day'),
      '/catalog/default/component/close-day/pipeline-docs',
    ],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
  });
});
