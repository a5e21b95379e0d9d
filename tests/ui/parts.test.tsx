import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Avatar } from '#app/components/avatar.tsx';
import { PlanLine } from '#app/components/plan-line.tsx';
import { StepRow } from '#app/routes/plans.$planId._index/step-row.tsx';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { dana, line, maya } from './specimen-cast.ts';

describe('a field', () => {
  const html = renderToStaticMarkup(
    <Field id="company" label="Company" hint="As they write it" error="Name the company">
      <TextInput name="company" />
    </Field>,
  );
  it('ties its label to the control', () => {
    expect(html).toContain('<label for="company"');
    expect(html).toMatch(/<input[^>]* id="company"/);
  });
  it('reads its hint and then its error with the control', () => {
    expect(html).toContain('aria-describedby="company-hint company-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('id="company-error"');
  });
  it('says nothing of errors when there is none', () => {
    const calm = renderToStaticMarkup(
      <Field label="Company">
        <TextInput name="company" />
      </Field>,
    );
    expect(calm).not.toContain('aria-invalid');
    expect(calm).not.toContain('aria-describedby');
  });
});

describe('a button', () => {
  it('says that it is busy and keeps its words', () => {
    const html = renderToStaticMarkup(<Button busy>Send</Button>);
    expect(html).toContain('aria-busy="true"');
    expect(html).toContain('>Send</button>');
  });
});

describe('people', () => {
  it('are decoration beside their name and named where they stand alone', () => {
    expect(renderToStaticMarkup(<Avatar {...maya} />)).toContain('aria-hidden="true"');
    expect(renderToStaticMarkup(<Avatar {...dana} label="Dana Ortiz" />)).toContain(
      'aria-label="Dana Ortiz"',
    );
  });
});

describe('a step on the line', () => {
  it("says aloud what the eye sees: done, the day, and today's pace", () => {
    const done = renderToStaticMarkup(
      <StepRow type="approval" state="done" name="Exit criteria agreed" day="11 Nov" iso="2026-11-11" />,
    );
    expect(done).toContain('Done: approval, ');
    expect(done).toContain('<time dateTime="2026-11-11"');
    const late = renderToStaticMarkup(
      <StepRow type="task" state="late" name="Form sent" day="26 Nov" pace="2 Dec" />,
    );
    expect(late).toContain('on today&#x27;s pace');
  });
  it('gives its one chip to the status before the layer', () => {
    const html = renderToStaticMarkup(
      <StepRow
        type="task"
        state="open"
        name="Discount floor"
        chip={{ tone: 'stuck', label: 'Stuck' }}
        only={{ side: 'seller', company: 'Northwind' }}
      />,
    );
    expect(html).toContain('Stuck');
    expect(html).not.toContain('Only Northwind');
  });
});

describe('the line', () => {
  it('is one picture with one sentence, and keeps its points inside whatever is computed', () => {
    const html = renderToStaticMarkup(<PlanLine items={line} now={1.3} ariaLabel="Live Fri 12 Mar." />);
    expect(html).toContain('role="img" aria-label="Live Fri 12 Mar."');
    expect(html).not.toContain('--x:1.3');
  });
});
