import { Fragment, useMemo } from 'react';
import { Content } from '@backstage/core-components';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';

/** Twelve columns down to a window of 1280 px beside the navigation, where the stock grid falls to ten and tears rows apart. */
const COLUMNS = { xl: 12, lg: 12, md: 12, sm: 6, xs: 4, xxs: 2 };

/** The home page's grid of widgets, as the config and then each person arranges it. */
export const HomeLayout = ({ widgets, defaultConfig }: HomePageLayoutProps) => {
  const config = useMemo(
    () =>
      defaultConfig?.map(({ column, row, ...item }) => ({
        ...item,
        x: column,
        y: row,
      })),
    [defaultConfig],
  );
  return (
    <Content>
      <main>
        <h1 style={{ fontSize: 22, margin: '0 0 8px' }}>Home</h1>
        <CustomHomepageGrid config={config} cols={COLUMNS} rowHeight={52}>
          {widgets.map((widget, index) => (
            <Fragment key={widget.name ?? index}>{widget.component}</Fragment>
          ))}
        </CustomHomepageGrid>
      </main>
    </Content>
  );
};
