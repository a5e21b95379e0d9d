import { Card } from '#app/ui/card.tsx';
import { RadioList, type RadioOption } from '#app/ui/radio-list.tsx';

export interface TemplateSummary {
  id: string;
  name: string;
  /** One sentence that helps to choose. */
  description: string;
  steps: number;
  /** Working days, from the first day of work up to and with the live day. */
  lead: number;
}

export interface TemplateChoiceProps {
  name: string;
  templates: readonly TemplateSummary[];
  defaultValue?: string;
}

/** Which plan to begin with: what each is for, how many steps it has and how long it takes. */
export function TemplateChoice({ name, templates, defaultValue }: TemplateChoiceProps) {
  const options = templates.map(
    (template): RadioOption => ({
      value: template.id,
      label: template.name,
      hint: `${template.description} ${template.steps} steps, ${template.lead} working days.`,
    }),
  );
  return (
    <Card>
      <RadioList legend="Template" name={name} options={options} defaultValue={defaultValue} required />
    </Card>
  );
}
