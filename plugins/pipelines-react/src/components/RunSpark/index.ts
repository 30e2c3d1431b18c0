export { RunSpark } from './RunSpark';
export type { RunSparkProps, SparkRun } from './RunSpark';
