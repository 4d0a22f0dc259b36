import type { ReportData } from '../protocol/report-data.ts';
import { createApp } from './app.ts';
import { isSummary } from './decode.ts';
import { localSource } from './local-source.ts';

const root = document.getElementById('driftscope') ?? document.body;
const text = document.getElementById('driftscope-data')?.textContent ?? '{}';
const data = JSON.parse(text) as ReportData;

if (isSummary(data.summary)) {
  createApp(root, localSource(data)).dispatch({ type: 'run', summary: data.summary });
} else {
  root.textContent = 'This report holds no data that Driftscope can read.';
}
