import type { ComponentType } from 'react';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { PipelinesQueryProvider } from '../api';
import { homeMessages } from '../translations/home';

type Widgets = typeof import('../components/HomeWidgets');

/** Room that a list of seven lines takes in the grid of the home page. */
const LAYOUT = {
  height: { defaultRows: 5, minRows: 3 },
  width: { defaultColumns: 6, minColumns: 3 },
};

/** A widget's content, loaded when it shows, within the query cache. */
const contentOf = (component: keyof Widgets) => async () => {
  const widgets: Record<keyof Widgets, ComponentType> = await import(
    '../components/HomeWidgets'
  );
  const Widget = widgets[component];
  return {
    Content: () => (
      <PipelinesQueryProvider>
        <Widget />
      </PipelinesQueryProvider>
    ),
  };
};

const mine = HomePageWidgetBlueprint.make({
  name: 'mine',
  params: {
    name: 'PipelinesMine',
    title: homeMessages.mine.title,
    description: homeMessages.mine.description,
    layout: LAYOUT,
    components: contentOf('MyPipelines'),
  },
});

const failed = HomePageWidgetBlueprint.make({
  name: 'failed',
  params: {
    name: 'PipelinesFailedLastNight',
    title: homeMessages.failed.title,
    description: homeMessages.failed.description,
    layout: LAYOUT,
    components: contentOf('FailedLastNight'),
  },
});

const late = HomePageWidgetBlueprint.make({
  name: 'late',
  params: {
    name: 'PipelinesRunningLate',
    title: homeMessages.late.title,
    description: homeMessages.late.description,
    layout: LAYOUT,
    components: contentOf('RunningLate'),
  },
});

const report = HomePageWidgetBlueprint.make({
  name: 'morning-report',
  params: {
    name: 'PipelinesMorningReport',
    title: homeMessages.report.title,
    description: homeMessages.report.description,
    layout: LAYOUT,
    components: contentOf('MorningReportWidget'),
  },
});

const scorecards = HomePageWidgetBlueprint.make({
  name: 'scorecards',
  params: {
    name: 'PipelinesScorecards',
    title: homeMessages.scorecards.title,
    description: homeMessages.scorecards.description,
    layout: LAYOUT,
    components: contentOf('ScorecardsWidget'),
  },
});

const sources = HomePageWidgetBlueprint.make({
  name: 'sources',
  params: {
    name: 'PipelinesSources',
    title: homeMessages.sources.title,
    description: homeMessages.sources.description,
    layout: LAYOUT,
    components: contentOf('SourcesWidget'),
  },
});

export default [mine, failed, late, report, scorecards, sources];
