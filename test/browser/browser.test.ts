/**
 * A browser has Node's bits: the same TypeScript and the same WebAssembly, in a headless Chromium.
 * Watched failing: one step fewer in the page; Math.sin in src/math/trig.ts.
 */
import type { Server } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { findChromium } from '../../src/figures/render.ts';
import { sha256Float64 } from '../../src/results/hash.ts';
import { cosine2dPlan, cosinePlan, ouPlan } from '../engine/plans.ts';
import type { PageRun } from './page.ts';
import { serve } from './serve.ts';

const executablePath = findChromium();
const commonNoise = { type: 'III', alpha: 1.5, scale: 0.3, common: { scale: 0.2, alpha: 1.2 } };

describe.skipIf(executablePath === null)('in Chromium (skipped where none is installed)', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const served = await serve();
    server = served.server;
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: executablePath ?? '', args });
    page = await browser.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('requestfailed', (request) => failures.push(request.url()));
    page.on('console', (message) => failures.push(message.text()));
    await page.goto(served.url);
    await page.waitForFunction('typeof run === "function"', undefined, { timeout: 10_000 }).catch(() => {
      throw new Error(`The page did not load: ${failures.join('; ')}`);
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it.each([
    ['cosine network', cosinePlan],
    [
      'cosine network in two dimensions, Type III',
      { ...cosine2dPlan, noise: { ...cosine2dPlan.noise, type: 'III' } },
    ],
    ['mean-field OU', ouPlan],
    [
      'Kuramoto with common noise',
      { ...cosinePlan, model: { name: 'kuramoto', coupling: 1.5 }, noise: commonNoise },
    ],
    [
      'a formula model with multiplicative noise, tamed',
      {
        ...cosinePlan,
        model: {
          name: 'formula',
          dim: 2,
          field: ['tanh(x1)', 'exp(-x2^2)'],
          drift: ['m1 - x1^3', 'atan(m2 - x2)'],
          noise: ['1 + 0.5*sin(x2)', 'log1p(x1^2)'],
        },
        scheme: { name: 'tamed-euler' },
      },
    ],
    [
      'cosine network started far out',
      { ...cosinePlan, initial: { law: 'normal', mean: 0, variance: 1e14 } },
    ],
  ])('a plan has the stateHash of Node: %s', async (_, plan) => {
    const problem = readPlan({ ...plan, replicas: 1 });
    const { positions } = await simulate(problem, { threads: 1 });
    for (const kernel of ['compiled', 'reference']) {
      const { stateHash, engine } = await page.evaluate<PageRun>(
        `run(${JSON.stringify(problem)}, ${JSON.stringify(kernel)})`,
      );
      expect(engine).toContain('Chrome');
      expect(stateHash, kernel).toBe(sha256Float64(positions));
    }
  });
});
