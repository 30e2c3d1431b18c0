/*
 * Reports: what a morning looks like. The other contexts use what is exported here, never the tables.
 */
export { createReports, type Reports } from './createReports';
export type { ReportService } from './ReportService';
export { type MorningReportConfig, readMorningReportConfig } from './config';
