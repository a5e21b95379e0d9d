import { Form, useNavigation } from '@remix-run/react';
import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonLook } from '#app/ui/button.tsx';
import { FormTrouble } from '#app/ui/notice.tsx';
import styles from './door-form.module.css';

export interface DoorFormProps extends Omit<ComponentProps<typeof Form>, 'method'> {
  /** The verb on its one button. */
  verb: string;
  look?: ButtonLook['look'];
  /** What is wrong with the whole of it, rather than with a field. */
  trouble?: ReactNode;
}

/** A form with one wide button, as every door has. */
export function DoorForm({ verb, look = 'primary', trouble, children, ...rest }: DoorFormProps) {
  const busy = useNavigation().state === 'submitting';
  return (
    <Form method="post" className={styles.form} {...rest}>
      {children}
      <FormTrouble>{trouble}</FormTrouble>
      <Button look={look} size="l" wide busy={busy}>
        {verb}
      </Button>
    </Form>
  );
}
