import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { alertsRouteRef } from '../routes';
import { useRoutePath } from './useRoutePath';

const Path = () => <p>{useRoutePath(alertsRouteRef, '/pipelines/alerts')}</p>;

describe('useRoutePath', () => {
  it('is where the page is mounted', async () => {
    await renderInTestApp(<Path />, {
      mountedRoutes: { '/our-alerts': alertsRouteRef },
    });
    expect(screen.getByText('/our-alerts')).toBeVisible();
  });

  it('is where it usually stands in an app without the page', async () => {
    await renderInTestApp(<Path />);
    expect(screen.getByText('/pipelines/alerts')).toBeVisible();
  });
});
