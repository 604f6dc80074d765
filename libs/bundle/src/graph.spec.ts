import { graph } from './graph-text';
import { mermaid } from './graph-mermaid';
import { svg } from './graph-svg';
import type { Bundle } from './bundle';
import { loadWorkflows } from './read-workflows';

const workflows = loadWorkflows('workflows');
const bundle = (ref: string) => workflows.get(ref) as Bundle;

describe('the graph of a bundle', () => {
  it('shows what runs side by side, by whom and how long, in a terminal', () =>
    expect(graph(bundle('birth@2024-07-01'))).toBe(
      `birth@2024-07-01
Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi
Birth registration, permanent residence and health-insurance card for a child under six
Hiệu lực từ 2024-07-01 đến trước 2026-09-01 / In force from 2024-07-01 until before 2026-09-01
Cả gói / As a whole: 3 ngày làm việc (xác minh: 5) / 3 working days (5 with verification)

 1  birth-registration     Đăng ký khai sinh / Birth registration
                           justice · trong ngày làm việc / same working day · cổng vào / gate
 2  permanent-residence    Đăng ký thường trú / Permanent residence
                           police · 2 ngày làm việc (xác minh: 5) / 2 working days (5 with verification)
                           ← birth-registration
 ∥  health-insurance-card  Cấp thẻ bảo hiểm y tế / Health-insurance card
                           social-insurance · 2 ngày làm việc / 2 working days
                           ← birth-registration

Nộp cùng nhau / Filed together:
    birth-registration + permanent-residence + health-insurance-card
    birth-registration + health-insurance-card
    birth-registration + permanent-residence
`,
    ));

  it('shows the chain of 2023 as three steps', () =>
    expect(graph(bundle('birth@2023-07-10'))).toContain('← birth-registration, permanent-residence (khi kết thúc / once ended)'));

  it('shows every way that a procedure can go', () => {
    const death = bundle('death@2026-09-01');
    expect(graph(death)).toContain(`social-insurance | home-affairs | commune-affairs · 3–18 ngày, theo tuyến / 3–18 days, by route
                        → insured: social-insurance · 10 ngày / 10 days
`);
    expect(mermaid(death)).toContain('social-insurance | home-affairs | commune-affairs · 3–18 ngày, theo tuyến');
    expect(svg(death)).toContain('>commune-affairs · 3–18 ngày, theo tuyến</text>');
  });

  it('is a Mermaid flow chart in which an arrow that a refusal does not stop is dotted', () => {
    expect(mermaid(bundle('birth@2023-07-10'))).toContain('  p2 -.->|"khi kết thúc / once ended"| p3\n');
    expect(mermaid(bundle('birth@2026-09-01'))).toContain('  p1 -->|"personalId"| p4\n');
  });

  it('is a picture in which every procedure stands once', () => {
    const picture = svg(bundle('birth@2026-09-01'));
    expect(picture.match(/<rect /g)).toHaveLength(5);
    expect(picture.match(/marker-end/g)).toHaveLength(3);
  });

  it('cannot be broken out of by a title', () => {
    const { procedures, ...rest } = bundle('birth@2024-07-01');
    const title = { vi: '"]</text><script>&', en: '<b>' };
    const hostile = { ...rest, procedures: procedures.map((procedure) => ({ ...procedure, title })) };
    expect(svg(hostile)).not.toContain('<script>');
    expect(svg(hostile)).toContain('&quot;]&lt;/text&gt;&lt;script&gt;&amp;');
    expect(mermaid(hostile)).not.toContain('"]<');
  });
});
