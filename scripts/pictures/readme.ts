import type { Studio } from './studio.ts'

/** The README's: what is asked. */
export async function shootReadme({ locale, hands, camera }: Studio): Promise<void> {
  await hands.go('general')
  if (locale === 'ja') {
    await hands.be('佐伯 真理子')
    await camera.shoot('pipeline-ja', await hands.ask('/revops パイプライン'))
    await camera.shoot('kpi-ja', await hands.ask('/revops 受注率 直近4四半期 セグメント別'))
    return
  }
  await hands.be('Kenta Ishikawa')
  await camera.shoot('pipeline', await hands.ask('/revops pipeline'))
  await camera.shootPage('sandbox')
  await hands.be('佐伯 真理子')
  await camera.shoot('funnel', await hands.ask('/revops funnel last quarter by segment'))
  await camera.shoot('kpi', await hands.ask('/revops kpi win_rate last 4 quarters by segment'))
}

/** The README's: what comes by itself on a Monday. */
export async function shootMonday({ page, hands, camera }: Studio): Promise<void> {
  const posted = [
    ['revenue', 'digest'],
    ['sales-alerts', 'alert-conversion'],
    ['cs-alerts', 'alert-churn'],
  ] as const
  await hands.be('佐伯 真理子')
  for (const [channel, name] of posted) {
    await hands.go(channel)
    await camera.shoot(name, page.getByTestId('message').first())
  }
}
