import { useSubmit } from '@remix-run/react';
import { useState } from 'react';
import * as paths from '#app/http/paths.ts';
import { type Trouble, useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { conflictWords } from './conflict-words.ts';
import type { TroubleCardProps } from './trouble-card.ts';

interface ConflictProps extends TroubleCardProps {
  trouble: Extract<Trouble, { kind: 'conflict' }>;
}

export function ConflictTrouble({ trouble, ...rest }: TroubleCardProps) {
  return trouble.kind === 'conflict' ? <BothValues {...rest} trouble={trouble} /> : null;
}

/** Where a conflict is said: both values, and what is chosen here is settled in the tray too. */
function BothValues({ form, trouble, forget }: ConflictProps) {
  const { plan, send } = useEditing();
  const submit = useSubmit();
  const [now] = useState(Date.now);
  const words = conflictWords(plan, trouble, now);
  const { envelope, field, version } = trouble;
  const leave = () => {
    // Not by a fetcher of this card's, which is gone with the next line.
    submit({ leave: envelope.id }, { method: 'post', action: paths.planUnsettled(plan.id), navigate: false });
    forget();
  };
  const goOn = () => {
    forget();
    void send(form, {
      ...envelope,
      id: newCommandId(),
      base: { ...envelope.base, [field]: version },
      settles: envelope.id,
    });
  };
  return (
    <ConflictCard words={words}>
      <Button type="button" size="s" onClick={leave}>
        {words.leave}
      </Button>
      <Button type="button" size="s" onClick={goOn}>
        {words.goOn}
      </Button>
    </ConflictCard>
  );
}
