import { LayerTag } from '#app/components/layer-tag.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { otherSide, type Side, sideName } from '#app/domain/plan.ts';
import { useEditing } from '#app/live/editing.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import styles from './approve.module.css';

/** For one's own side: born private, and shared only by whoever wrote it. */
export function Note({ side, text, error }: { side: Side; text: string; error: string | undefined }) {
  const { plan } = useEditing();
  const [own, other] = [sideName(plan, side), sideName(plan, otherSide(side))];
  return (
    <section>
      <SectionHeading aside={<LayerTag side={side} company={own} />}>Your note</SectionHeading>
      <p className={styles.quiet}>
        {other} sees your decision, the day and the conditions. A note stays with {own} until you share it:
        nobody at {other} can open it here; those who run this server could.
      </p>
      <details className={styles.noteBox} open={text !== '' || error !== undefined}>
        <summary className={buttonClass({ size: 'l', wide: true })}>Add a note</summary>
        <Field label={`A note for ${own}`} labelHidden error={error}>
          <TextArea name="note" defaultValue={text} rows={3} maxLength={4000} />
        </Field>
      </details>
    </section>
  );
}
